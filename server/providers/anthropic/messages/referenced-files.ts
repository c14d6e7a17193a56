import { isJsonObject, type LoadedObjects, type ObjectKey } from '../../../core';
import { FILE, FILE_CONTENT, type StoredMessageFile } from '../dialect/stored-files';
import type { AnyMessagesBody } from './schema';
import type { ContentBlock, ResultBlock } from './schema/blocks';

type Block = ContentBlock | ResultBlock;
type FileBlock = Extract<Block, { type: 'image' | 'document' }>;

/** Media types that a block takes from a file. */
export const FILE_MEDIA_TYPES: { readonly [Type in FileBlock['type']]: ReadonlySet<string> } = {
  image: new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']),
  document: new Set(['application/pdf', 'text/plain']),
};

/** The ids of files that a body of any shape names. */
export function referencedFiles(json: unknown): readonly ObjectKey[] {
  const messages = isJsonObject(json) ? json['messages'] : undefined;
  return idsIn(messages).flatMap((id) => [
    { kind: FILE, id },
    { kind: FILE_CONTENT, id },
  ]);
}

/** Looks where a file may be named: in blocks, and in what blocks and messages hold. */
function idsIn(list: unknown): readonly string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown): readonly string[] => {
    if (!isJsonObject(item)) return [];
    const { source, content, file_id: own } = item;
    const inner = isJsonObject(source) ? [source['file_id'], ...idsIn(source['content'])] : [];
    return [own, ...inner, ...idsIn(content)].filter((id): id is string => typeof id === 'string');
  });
}

/** What is told of a file that a request names. */
export const storedFileOf = (loaded: LoadedObjects, id: string): StoredMessageFile | undefined =>
  loaded.get(FILE, id) as StoredMessageFile | undefined;

/** The body with the files that it names in their places, as if they had been sent along. */
export function withFileContents<Body extends AnyMessagesBody>(body: Body, loaded: LoadedObjects): Body {
  if (referencedFiles(body).length === 0) return body;
  const messages = body.messages.map((message) =>
    typeof message.content === 'string'
      ? message
      : { ...message, content: message.content.map((block) => withFileContent(block, loaded)) },
  );
  return { ...body, messages };
}

function withFileContent<Kind extends Block>(block: Kind, loaded: LoadedObjects): Kind {
  if (block.type === 'tool_result' && Array.isArray(block.content))
    return { ...block, content: block.content.map((inner) => withFileContent(inner, loaded)) };
  if (block.type !== 'image' && block.type !== 'document') return block;
  if (block.source.type !== 'file') return block;
  const { file_id: id } = block.source;
  const file = storedFileOf(loaded, id);
  const data = loaded.get(FILE_CONTENT, id);
  if (file === undefined || typeof data !== 'string') return block;
  const source =
    file.mime === 'text/plain'
      ? { type: 'text', media_type: file.mime, data: Buffer.from(data, 'base64').toString() }
      : { type: 'base64', media_type: file.mime, data };
  return { ...block, source };
}
