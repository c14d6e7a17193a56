import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import type { FileFault } from '../contract';

/** Larger files are not read: they are no configuration, and YAML takes twenty times their size. */
const MAX_BYTES = 32 * 1024 * 1024;

/** A file's text, or why it is not read; the fault lacks only the file's name. */
export type TextRead = { readonly text: string } | { readonly fault: Omit<FileFault, 'file'> };

/** Reads a file that must be text of a sensible size. */
export function readText(file: string): TextRead {
  const { size } = statSync(file);
  if (size > MAX_BYTES) {
    return { fault: { line: 1, column: 1, message: `the file has ${size} bytes; at most ${MAX_BYTES} are read` } };
  }
  const bytes = readFileSync(file);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { fault: { ...placeOfStray(bytes), message: 'the file is not UTF-8 from here on' } };
  }
}

/** Where the first bytes stand that are no UTF-8. */
function placeOfStray(bytes: Buffer): { readonly line: number; readonly column: number } {
  const text = bytes.toString('utf8');
  // A replacement character that really stands in the file is good, so that bytes are compared.
  let at = text.indexOf('\ufffd');
  while (at >= 0 && bytes.subarray(Buffer.byteLength(text.slice(0, at))).indexOf('\ufffd') === 0) {
    at = text.indexOf('\ufffd', at + 1);
  }
  const lines = text.slice(0, Math.max(at, 0)).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** Reads files that a fixture file names. They stand beside it or below, links followed. */
export const readerBeside =
  (file: string) =>
  (named: string): string => {
    const folder = realpathSync(dirname(file));
    const full = resolve(folder, named);
    const found = statSync(full, { throwIfNoEntry: false });
    if (isOutside(folder, full)) throw new Error(`file ${JSON.stringify(named)} lies outside the folder of this file`);
    if (found === undefined) throw new Error(`file ${JSON.stringify(named)} is not there`);
    if (!found.isFile()) throw new Error(`file ${JSON.stringify(named)} is no file`);
    if (isOutside(folder, realpathSync(full))) {
      throw new Error(`file ${JSON.stringify(named)} leads outside the folder of this file`);
    }
    const read = readText(full);
    if ('text' in read) return read.text;
    const { line, column, message } = read.fault;
    throw new Error(`file ${JSON.stringify(named)} cannot be read: ${line}:${column}: ${message}`);
  };

function isOutside(folder: string, full: string): boolean {
  const way = relative(folder, full);
  return way === '' || way.startsWith('..') || isAbsolute(way);
}
