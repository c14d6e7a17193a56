import type { FileObject } from 'openai/resources/files';
import type { EndpointContext, NewObject } from '../../../../core';
import { bytesOfText, textOfBytes } from '../../../../lib';
import { FILE_KIND } from '../../dialect/stored-file';
import { storedKind, toStored } from '../../dialect/stored-kind';

/** Under which the bytes of files are kept. */
const CONTENT = 'file-content';

/** A file as it is sent; recordings have two members that the SDK's type calls optional. */
export type StoredFile = Omit<FileObject, 'purpose' | 'expires_at' | 'status_details'> & {
  purpose: string;
  expires_at: number | null;
  status_details: null;
};

/** What a file is made of, besides its bytes. */
type FileFacts = Pick<StoredFile, 'id' | 'purpose' | 'filename' | 'created_at' | 'expires_at'>;

/** A file in its recorded order of members; there is nothing to be processed. */
export function buildFile({ id, purpose, filename, created_at, expires_at }: FileFacts, bytes: number): StoredFile {
  const about = { object: 'file', id, purpose, filename, bytes, created_at, expires_at } as const;
  return { ...about, status: 'processed', status_details: null };
}

/** Files in the store; unknown, deleted and expired ones are alike. */
export const files = storedKind<StoredFile>({
  kind: FILE_KIND,
  notFound: (id) => ({ message: `No such File object: ${id}`, param: 'id' }),
  exists: ({ expires_at }, { created }) => expires_at === null || created < expires_at,
});

/** A file as it is kept; its bytes count towards what a namespace may keep. */
export function fileDeposits(file: StoredFile, bytes: Uint8Array): readonly NewObject[] {
  const { id } = file;
  return [
    { kind: files.kind, id, value: () => toStored(file) },
    { kind: CONTENT, id, value: () => textOfBytes(bytes), weight: bytes.length },
  ];
}

/** What is in a file, byte for byte. */
export async function fileBytes({ stored }: EndpointContext, { id }: StoredFile): Promise<Uint8Array> {
  const text = await stored.get(CONTENT, id);
  if (typeof text !== 'string') throw files.missing(id);
  return bytesOfText(text);
}

/** Deletes the file of the route with its bytes, and gives its id. */
export async function deleteFile(context: EndpointContext): Promise<string> {
  await context.stored.delete(CONTENT, context.params['id'] ?? '');
  return await files.delete(context);
}
