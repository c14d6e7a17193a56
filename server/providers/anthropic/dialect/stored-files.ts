/** Kinds of stored objects: what is told of a file, and its bytes in base64. */
export const FILE = 'anthropic_file';
export const FILE_CONTENT = 'anthropic_file_content';

/** What is told of a file. */
export type StoredMessageFile = {
  readonly id: string;
  readonly filename: string;
  readonly mime: string;
  readonly size: number;
  /** Unix milliseconds. */
  readonly created: number;
  /** Unix milliseconds, or null where it stays. */
  readonly expires: number | null;
};

/** Is a file past its time? */
export const isExpired = ({ expires }: StoredMessageFile, now: number): boolean => expires !== null && now >= expires;
