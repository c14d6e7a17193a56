import { type Finding, rulesFor } from '../../../../contract';
import type { LoadedObjects } from '../../../../core';
import { isExpired, type StoredMessageFile } from '../../dialect/stored-files';
import { FILE_MEDIA_TYPES, storedFileOf } from '../referenced-files';
import type { AnyMessagesBody } from '../schema';
import type { ContentBlock, ResultBlock } from '../schema/blocks';
import { allBlocks, blockPath } from './message-blocks';
import { documented, guessed, reported } from './sources';

/** A file that a block names, and for which use. */
interface ReferencedFile {
  readonly id: string;
  readonly takes: ReadonlySet<string> | undefined;
}

/** The file that a block names, also one inside a tool's result. */
function filesOf(block: ContentBlock | ResultBlock): readonly ReferencedFile[] {
  if (block.type === 'container_upload') return [{ id: block.file_id, takes: undefined }];
  if (block.type === 'image' || block.type === 'document')
    return block.source.type === 'file' ? [{ id: block.source.file_id, takes: FILE_MEDIA_TYPES[block.type] }] : [];
  return block.type === 'tool_result' && typeof block.content === 'object' ? block.content.flatMap(filesOf) : [];
}

type IsFaulty = (file: StoredMessageFile | undefined, named: ReferencedFile) => boolean;

/** Places of files that are faulty. */
const faultsIn = (body: AnyMessagesBody, loaded: LoadedObjects, isFaulty: IsFaulty): Finding[] =>
  allBlocks(body).flatMap((placed): Finding[] =>
    filesOf(placed.block)
      .filter((named) => isFaulty(storedFileOf(loaded, named.id), named))
      .map(({ id: value }) => ({ path: blockPath(placed), facts: { value } })),
  );

/** Files that a client once sent. */
export const fileRules = rulesFor<AnyMessagesBody>()([
  {
    id: 'file-unknown',
    says: 'File not found.',
    source: reported('sample in build-with-claude/files'),
    when: ({ traits }) => traits.has('claude'),
    check: (body, _profile, { loaded }) => faultsIn(body, loaded, (file) => file === undefined),
  },
  {
    id: 'file-expired',
    says: 'The file has expired.',
    source: guessed('after the look-up of a file; text unknown'),
    check: (body, _profile, { loaded }) =>
      faultsIn(body, loaded, (file) => file !== undefined && isExpired(file, loaded.at)),
  },
  {
    id: 'file-type-mismatch',
    says: 'A file has a type that its block takes: images in image blocks, PDFs and plain text in document blocks.',
    source: documented('build-with-claude/files; text unknown'),
    check: (body, _profile, { loaded }) =>
      faultsIn(body, loaded, (file, { takes }) => file !== undefined && takes?.has(file.mime) === false),
  },
]);
