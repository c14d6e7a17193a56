import type { FileObject } from 'openai/resources/files';
import { type Json, type NewObject, ProblemError, type StoredObjects } from '../../../../core';
import { bytesOfText, textOfBytes } from '../../../../lib';
import { fromStored, toStored } from '../../dialect/paging';
import { FILE_KIND } from '../../dialect/stored-file';

/** Under which files are kept, and what is in them. */
export const FILE = FILE_KIND;
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

/** A file as it is kept; its bytes count towards what a namespace may keep. */
export function fileDeposits(file: StoredFile, bytes: Uint8Array): readonly NewObject[] {
  const { id } = file;
  return [
    { kind: FILE, id, value: () => toStored(file) },
    { kind: CONTENT, id, value: () => textOfBytes(bytes), weight: bytes.length },
  ];
}

/** Is a file still there at this moment, in Unix seconds? */
export const isUnexpired = (value: Json, now: number): boolean => {
  const { expires_at } = fromStored<StoredFile>(value);
  return expires_at === null || now < expires_at;
};

/** Where files are looked for, and when. */
interface FileLookup {
  readonly stored: StoredObjects;
  /** Unix seconds. */
  readonly created: number;
}

/** A file that is there; unknown, deleted and expired ones are alike. */
export async function findFile({ stored, created }: FileLookup, id: string): Promise<StoredFile | undefined> {
  const found = await stored.get(FILE, id);
  return found === undefined || !isUnexpired(found, created) ? undefined : fromStored(found);
}

/** What is in a file, byte for byte. */
export async function fileBytes({ stored }: FileLookup, { id }: StoredFile): Promise<Uint8Array> {
  const text = await stored.get(CONTENT, id);
  if (typeof text !== 'string') throw fileNotFound(id);
  return bytesOfText(text);
}

/** Was there such a file? Its bytes go with it. */
export async function removeFile(shelf: FileLookup, id: string): Promise<boolean> {
  const found = await findFile(shelf, id);
  await Promise.all([FILE, CONTENT].map((kind) => shelf.stored.delete(kind, id)));
  return found !== undefined;
}

/** The refusal of a file that is not there. */
export const fileNotFound = (id: string): ProblemError =>
  new ProblemError('not-found', { message: `No such File object: ${id}`, param: 'id' });
