/** Bytes as a text of one character each, for what is kept as JSON. */
export const textOfBytes = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('latin1');

/** The bytes of such a text. */
export const bytesOfText = (text: string): Uint8Array => Buffer.from(text, 'latin1');
