import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BytePairEncodingCore } from 'gpt-tokenizer/BytePairEncodingCore';
import { getEncodingParams } from 'gpt-tokenizer/modelParams';
import type { Encoding } from '../core';
import { RankTable } from './rank-table';

/** What is asked of a tokenizer. */
export interface GptTokenizer {
  encode(text: string): number[];
  decode(tokens: number[]): string;
}

/** The build packs the tokens of each encoding into a file (scripts/build.mjs). */
const packedFile = (encoding: Encoding): string => join(__dirname, 'data', 'tokens', `${encoding}.bin`);

/** Encodes special tokens in a client's text as plain text. */
const AS_PLAIN_TEXT = { disallowedSpecial: new Set<string>() };

/** Loads the library's own table of an encoding, which takes 100 ms and 40 MB. */
const loaders = {
  o200k_base: () => import('gpt-tokenizer/encoding/o200k_base'),
  cl100k_base: () => import('gpt-tokenizer/encoding/cl100k_base'),
};

/** The tokenizer of an encoding: over the packed table where the build has made one. */
export async function loadTokenizer(encoding: Encoding): Promise<GptTokenizer> {
  const file = packedFile(encoding);
  if (existsSync(file)) return rankedTokenizer(encoding, readFileSync(file));
  const { encode, decode } = await loaders[encoding]();
  return { encode: (text) => encode(text, AS_PLAIN_TEXT), decode };
}

/** gpt-tokenizer's own algorithm, which looks its tokens up in a packed table. */
export function rankedTokenizer(encoding: Encoding, packed: Uint8Array): GptTokenizer {
  const table = new RankTable(packed);
  const core = new BytePairEncodingCore(getEncodingParams(encoding, () => []));
  const special = (core as unknown as { tryDecodeToken(rank: number): string | undefined }).tryDecodeToken.bind(core);
  Object.assign(core, {
    getBpeRankFromString: (text: string) => table.rankOf(text),
    getBpeRankFromBytes: (bytes: Uint8Array) => table.rankOfBytes(beginsWithMark(bytes) ? withoutMark(bytes) : bytes),
    tryDecodeToken: (rank: number) => table.tokenOf(rank) ?? special(rank),
  });
  return { encode: (text) => core.encodeNative(text), decode: (tokens) => core.decodeNative(tokens) };
}

/** The mark of byte order, in UTF-8. */
const MARK = [0xef, 0xbb, 0xbf];
const STRICT = new TextDecoder('utf-8', { fatal: true });

const beginsWithMark = (bytes: Uint8Array): boolean =>
  bytes[0] === MARK[0] && bytes[1] === MARK[1] && bytes[2] === MARK[2];

/** The library looks bytes up as a text where they are one, and its decoder drops the mark. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  try {
    STRICT.decode(bytes);
    return bytes.subarray(MARK.length);
  } catch {
    return bytes;
  }
}
