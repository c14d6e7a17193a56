import { docs, type Finding, inferred, observed, rule, rules, trait } from '../../../../contract';
import type { LoadedObjects, RuleError } from '../../../../core';
import { atPath, type IssueSentence, list, NOT_FOUND, value } from '../../dialect/issue-sentence';
import { isExpired, type StoredMessageFile } from '../../dialect/stored-files';
import { FILE_MEDIA_TYPES, storedFileOf } from '../referenced-files';
import type { AnyMessagesBody } from '../schema';
import type { ContentBlock, ResultBlock } from '../schema/blocks';
import { changedFields, findThread, isThreadExpired, previousMessageId } from '../threads';
import { allBlocks, blockPath } from './message-blocks';

const THREAD_GUIDE = docs('build-with-claude/message-threads; error_code of the SDK 1.12.0, text unknown');

/** An error about a thread, with the code by which the SDK tells it. */
const threadError =
  (error_code: string, sentence: IssueSentence, status: Partial<RuleError> = {}) =>
  (issue: Parameters<IssueSentence>[0]): RuleError => ({
    message: sentence(issue),
    details: { error_code },
    ...status,
  });

/** Requests that continue a stored conversation; these are checked before all else. */
export const threadRules = rules<AnyMessagesBody>('messages', [
  rule({
    id: 'thread-not-found',
    says: 'No usable Thread state was found for `previous_message_id`; a thread expires 5 minutes after its last request.',
    source: THREAD_GUIDE,
    when: trait('claude'),
    path: ['thread'],
    check: (body, { stored }) => {
      const id = previousMessageId(body);
      const thread = findThread(body, stored);
      return (
        id !== undefined && (thread === undefined || isThreadExpired(thread, stored.at)) && { facts: { value: id } }
      );
    },
    error: threadError(
      'thread_not_found',
      atPath((issue) => `no usable thread state was found for previous_message_id '${value(issue)}'`),
      NOT_FOUND,
    ),
  }),
  rule({
    id: 'thread-already-continued',
    says: 'Each response can be continued only once.',
    source: THREAD_GUIDE,
    path: ['thread'],
    check: (body, { stored }) =>
      findThread(body, stored)?.continued === true && { facts: { value: previousMessageId(body) } },
    error: threadError(
      'thread_already_continued',
      atPath((issue) => `the response '${value(issue)}' has already been continued`),
    ),
  }),
  rule({
    id: 'thread-fingerprint-mismatch',
    says: "What must stay the same across a Thread's turns does: system and tools where they are sent again, output_config always.",
    source: THREAD_GUIDE,
    path: ['thread'],
    check: (body, { stored }) => {
      const thread = findThread(body, stored);
      const fields = thread === undefined ? [] : changedFields(body, thread);
      return fields.length > 0 && { facts: { value: fields } };
    },
    error: threadError(
      'thread_fingerprint_mismatch',
      atPath(({ facts }) => `differing field(s): ${list(facts.value)}`),
    ),
  }),
]);

/** A file that a block references, and the media types that the block takes. */
interface ReferencedFile {
  readonly id: string;
  readonly takes: ReadonlySet<string> | undefined;
}

/** The files that a block references, also those inside a tool's result. */
function filesOf(block: ContentBlock | ResultBlock): readonly ReferencedFile[] {
  if (block.type === 'container_upload') return [{ id: block.file_id, takes: undefined }];
  if (block.type === 'image' || block.type === 'document')
    return block.source.type === 'file' ? [{ id: block.source.file_id, takes: FILE_MEDIA_TYPES[block.type] }] : [];
  return block.type === 'tool_result' && typeof block.content === 'object' ? block.content.flatMap(filesOf) : [];
}

type FileTest = (file: StoredMessageFile | undefined, referenced: ReferencedFile) => boolean;

/** The places of files for which a test holds. */
const filesWhere = (body: AnyMessagesBody, stored: LoadedObjects, test: FileTest): Finding[] =>
  allBlocks(body).flatMap((placed) =>
    filesOf(placed.block)
      .filter((file) => test(storedFileOf(stored, file.id), file))
      .map(({ id }) => ({ path: blockPath(placed), facts: { value: id } })),
  );

/** Uploaded files that blocks reference. */
export const fileRules = rules<AnyMessagesBody>('messages', [
  rule({
    id: 'file-unknown',
    says: 'File not found.',
    source: observed('sample in build-with-claude/files'),
    when: trait('claude'),
    check: (body, { stored }) => filesWhere(body, stored, (file) => file === undefined),
    error: (issue) => ({ message: `File \`${value(issue)}\` not found.`, ...NOT_FOUND }),
  }),
  rule({
    id: 'file-expired',
    says: 'The file has expired.',
    source: inferred('after the look-up of a file; text unknown'),
    check: (body, { stored }) => filesWhere(body, stored, (file) => file !== undefined && isExpired(file, stored.at)),
    error: (issue) => ({ message: `File \`${value(issue)}\` has expired.`, ...NOT_FOUND }),
  }),
  rule({
    id: 'file-type-mismatch',
    says: 'A file has a type that its block takes: images in image blocks, PDFs and plain text in document blocks.',
    source: docs('build-with-claude/files; text unknown'),
    check: (body, { stored }) =>
      filesWhere(body, stored, (file, { takes }) => file !== undefined && takes?.has(file.mime) === false),
    error: (issue) => `File \`${value(issue)}\` has an unsupported type for this content block.`,
  }),
]);
