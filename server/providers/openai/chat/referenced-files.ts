import { isJsonObject, type LoadedObjects, type ObjectQuery } from '../../../core';
import { FILE_KIND } from '../dialect/stored-file';
import type { ChatBody } from './schema';

/** The types of files by the ends of their names; the service tells them by content (inferred for all but json). */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['pdf', 'application/pdf'],
  ['json', 'application/json'],
  ['jsonl', 'application/jsonl'],
  ['txt', 'text/plain'],
  ['md', 'text/markdown'],
  ['csv', 'text/csv'],
  ['html', 'text/html'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
]);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The files that a chat request names, whatever else is wrong with it. */
export function referencedFiles(json: unknown): readonly ObjectQuery[] {
  const messages = isJsonObject(json) ? listOf(json['messages']) : [];
  return messages.flatMap((message) =>
    isJsonObject(message)
      ? listOf(message['content']).flatMap((part) => {
          const file = isJsonObject(part) ? part['file'] : undefined;
          const id = isJsonObject(file) ? file['file_id'] : undefined;
          return typeof id === 'string' ? [{ kind: FILE_KIND, id }] : [];
        })
      : [],
  );
}

/** The type of a named file that is there and known to be no PDF. */
export function foreignFileType({ messages }: ChatBody, stored: LoadedObjects): string | undefined {
  for (const { id } of referencedFiles({ messages }) as readonly { readonly id: string }[]) {
    const file = stored.get(FILE_KIND, id);
    const name = isJsonObject(file) ? String(file['filename']) : '';
    const type = TYPES.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
    if (type !== undefined && type !== 'application/pdf') return type;
  }
  return undefined;
}
