import { isJsonObject, type Recalled, type Reference } from '../../../core';
import { FILE, FILE_CONTENT, type KeptFile } from '../stored-files';
import type { ContentBlock, ResultBlock } from './blocks';
import type { AskedBody } from './schema';

type Block = ContentBlock | ResultBlock;
type Pictured = Extract<Block, { type: 'image' | 'document' }>;

/** Media types that a block takes from a file. */
export const TAKEN: { readonly [Type in Pictured['type']]: ReadonlySet<string> } = {
  image: new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']),
  document: new Set(['application/pdf', 'text/plain']),
};

/** The ids of files that a body of any shape names. */
export function filesNamedBy(json: unknown): readonly Reference[] {
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
export const fileOf = (recalled: Recalled, id: string): KeptFile | undefined =>
  recalled.get(FILE, id) as KeptFile | undefined;

/** The body with the files that it names in their places, as if they had been sent along. */
export function withFiles<Body extends AskedBody>(body: Body, recalled: Recalled): Body {
  if (filesNamedBy(body).length === 0) return body;
  const messages = body.messages.map((message) =>
    typeof message.content === 'string'
      ? message
      : { ...message, content: message.content.map((block) => filled(block, recalled)) },
  );
  return { ...body, messages };
}

function filled<Kind extends Block>(block: Kind, recalled: Recalled): Kind {
  if (block.type === 'tool_result' && Array.isArray(block.content))
    return { ...block, content: block.content.map((inner) => filled(inner, recalled)) };
  if (block.type !== 'image' && block.type !== 'document') return block;
  if (block.source.type !== 'file') return block;
  const { file_id: id } = block.source;
  const file = fileOf(recalled, id);
  const data = recalled.get(FILE_CONTENT, id);
  if (file === undefined || typeof data !== 'string') return block;
  const source =
    file.mime === 'text/plain'
      ? { type: 'text', media_type: file.mime, data: Buffer.from(data, 'base64').toString() }
      : { type: 'base64', media_type: file.mime, data };
  return { ...block, source };
}
