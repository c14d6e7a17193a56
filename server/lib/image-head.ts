/** What the first bytes of an image say. */
export interface ImageHead {
  readonly format: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
  /** In pixels; undefined where the bytes end too soon or make no sense. */
  readonly size: ImageSize | undefined;
}

/** Width and height in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Standard base64 of RFC 4648 §4: no line breaks, and padding as it must be. */
export const isBase64 = (text: string): boolean => text.length % 4 === 0 && isBase64Text(text);

/** The same without a look at the length. It searches for what is none, for to match megabytes takes the stack of the expressions. */
export const isBase64Text = (text: string): boolean => !/[^A-Za-z0-9+/]/.test(text.replace(/={1,2}$/, ''));

/** Characters that hold the heads of most images; a JPEG may bring long metadata before its size. */
const HEAD_LENGTH = 65_536;

/** Reads the format and size of an image in standard base64; undefined when it is of no known format. */
export function imageHead(base64: string): ImageHead | undefined {
  const row = formats.find(({ signature }) => signature.test(base64.slice(0, 24)));
  if (row === undefined) return undefined;
  const short = row.size(bytesOf(base64.slice(0, HEAD_LENGTH)));
  const size = short ?? (base64.length > HEAD_LENGTH ? row.size(bytesOf(base64)) : undefined);
  return { format: row.format, size: size !== undefined && size.width > 0 && size.height > 0 ? size : undefined };
}

const bytesOf = (base64: string): Uint8Array => Buffer.from(base64, 'base64');

type SizeReader = (bytes: Uint8Array) => ImageSize | undefined;

interface Format {
  readonly format: ImageHead['format'];
  /** The first bytes, as base64 prints them. */
  readonly signature: RegExp;
  readonly size: SizeReader;
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

// PNG (ISO/IEC 15948) §11.2.2: the first chunk is IHDR and begins with width and height.
const pngSize: SizeReader = (bytes) =>
  bytes.length >= 24 && ascii(bytes, 12, 4) === 'IHDR'
    ? { width: view(bytes).getUint32(16), height: view(bytes).getUint32(20) }
    : undefined;

// GIF89a §18: the logical screen follows the signature.
const gifSize: SizeReader = (bytes) =>
  bytes.length >= 10 ? { width: view(bytes).getUint16(6, true), height: view(bytes).getUint16(8, true) } : undefined;

/** Markers of frames (ITU T.81 table B.1): C0 to CF, but for tables of Huffman codes and arithmetic conditioning. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const jpegSize: SizeReader = (bytes) => {
  const data = view(bytes);
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (isFrame(marker)) return { height: data.getUint16(at + 5), width: data.getUint16(at + 7) };
    // Fill bytes and markers without a length.
    const stands = marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += stands ? (marker === 0xff ? 1 : 2) : 2 + data.getUint16(at + 2);
  }
  return undefined;
};

/** 24 bits, the least first. */
const uint24 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);

/** By the kind of the first chunk (RFC 9649 §2.5 to 2.7). */
const webpSizes: Readonly<Record<string, SizeReader>> = {
  'VP8 ': (bytes) => ({
    width: view(bytes).getUint16(26, true) & 0x3fff,
    height: view(bytes).getUint16(28, true) & 0x3fff,
  }),
  VP8L: (bytes) => {
    const bits = view(bytes).getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  },
  VP8X: (bytes) => ({ width: uint24(bytes, 24) + 1, height: uint24(bytes, 27) + 1 }),
};

const webpSize: SizeReader = (bytes) => (bytes.length >= 30 ? webpSizes[ascii(bytes, 12, 4)]?.(bytes) : undefined);

const formats: readonly Format[] = [
  { format: 'image/png', signature: /^iVBORw0KGgo/, size: pngSize },
  { format: 'image/jpeg', signature: /^\/9j\//, size: jpegSize },
  { format: 'image/gif', signature: /^R0lGOD[dl]h/, size: gifSize },
  { format: 'image/webp', signature: /^UklGR[g-v][A-Za-z0-9+/]{5}XRUJQ/, size: webpSize },
];
