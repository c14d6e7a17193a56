import { type Finding, rulesFor } from '../../../../validation';
import type { ContentBlock, ResultBlock } from '../blocks';
import type { AskedBody } from '../schema';
import { allBlocks, placeOf } from './conversation';
import { reported } from './evidence';

/** The file that a block names, also one inside a tool's result. */
function filesOf(block: ContentBlock | ResultBlock): readonly string[] {
  if (block.type === 'container_upload') return [block.file_id];
  if (block.type === 'image' || block.type === 'document')
    return block.source.type === 'file' ? [block.source.file_id] : [];
  return block.type === 'tool_result' && typeof block.content === 'object' ? block.content.flatMap(filesOf) : [];
}

/** Files that a client once sent. None is kept here, so none is known. */
export const fileRules = rulesFor<AskedBody>()([
  {
    id: 'file-unknown',
    says: 'File not found.',
    source: reported('sample in build-with-claude/files'),
    when: ({ traits }) => traits.has('claude'),
    check: (body) =>
      allBlocks(body).flatMap((placed): Finding[] =>
        filesOf(placed.block).map((value) => ({ path: placeOf(placed), facts: { value } })),
      ),
  },
]);
