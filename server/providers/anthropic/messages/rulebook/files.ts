import type { Recalled } from '../../../../core';
import { type Finding, rulesFor } from '../../../../validation';
import { isExpired, type KeptFile } from '../../stored-files';
import type { ContentBlock, ResultBlock } from '../blocks';
import { fileOf, TAKEN } from '../files';
import type { AskedBody } from '../schema';
import { allBlocks, placeOf } from './conversation';
import { documented, guessed, reported } from './evidence';

/** A file that a block names, and for which use. */
interface Named {
  readonly id: string;
  readonly takes: ReadonlySet<string> | undefined;
}

/** The file that a block names, also one inside a tool's result. */
function filesOf(block: ContentBlock | ResultBlock): readonly Named[] {
  if (block.type === 'container_upload') return [{ id: block.file_id, takes: undefined }];
  if (block.type === 'image' || block.type === 'document')
    return block.source.type === 'file' ? [{ id: block.source.file_id, takes: TAKEN[block.type] }] : [];
  return block.type === 'tool_result' && typeof block.content === 'object' ? block.content.flatMap(filesOf) : [];
}

type IsFaulty = (file: KeptFile | undefined, named: Named) => boolean;

/** Places of files that are faulty. */
const faultsIn = (body: AskedBody, recalled: Recalled, isFaulty: IsFaulty): Finding[] =>
  allBlocks(body).flatMap((placed): Finding[] =>
    filesOf(placed.block)
      .filter((named) => isFaulty(fileOf(recalled, named.id), named))
      .map(({ id: value }) => ({ path: placeOf(placed), facts: { value } })),
  );

/** Files that a client once sent. */
export const fileRules = rulesFor<AskedBody>()([
  {
    id: 'file-unknown',
    says: 'File not found.',
    source: reported('sample in build-with-claude/files'),
    when: ({ traits }) => traits.has('claude'),
    check: (body, _profile, { recalled }) => faultsIn(body, recalled, (file) => file === undefined),
  },
  {
    id: 'file-expired',
    says: 'The file has expired.',
    source: guessed('after the look-up of a file; text unknown'),
    check: (body, _profile, { recalled }) =>
      faultsIn(body, recalled, (file) => file !== undefined && isExpired(file, recalled.at)),
  },
  {
    id: 'file-type-mismatch',
    says: 'A file has a type that its block takes: images in image blocks, PDFs and plain text in document blocks.',
    source: documented('build-with-claude/files; text unknown'),
    check: (body, _profile, { recalled }) =>
      faultsIn(body, recalled, (file, { takes }) => file !== undefined && takes?.has(file.mime) === false),
  },
]);
