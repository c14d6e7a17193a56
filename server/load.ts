import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import type { z } from 'zod';
import { type FileFault, FileFaults, readDocument } from './validation';

/** Files that an emulator reads: YAML, or JSON, which YAML contains. */
const EXTENSIONS: ReadonlySet<string> = new Set(['.yaml', '.yml', '.json']);

/** Where the built-in models, services and replies stand, beside the code and beside the bundle alike. */
const BUILT_IN = join(__dirname, '..', 'fixtures');

/** A folder of the built-in data. */
export const builtIn = (kind: 'models' | 'services' | 'replies'): string => join(BUILT_IN, kind);

/** Reads files one after the other and keeps all their faults until the end. */
export class Loader {
  private readonly faults: FileFault[] = [];

  /** The values of all files named, folders included. */
  read<T>(paths: readonly string[], schema: z.ZodType<T>): { file: string; value: T }[] {
    return paths.flatMap((path) => this.filesAt(path)).flatMap((file) => this.readOne(file, schema));
  }

  /** A fault that shows only once the files are put together. */
  add(fault: FileFault): void {
    this.faults.push(fault);
  }

  /** Throws all faults at once, if there are any. */
  finish(): void {
    if (this.faults.length > 0) throw new FileFaults(this.faults);
  }

  private readOne<T>(file: string, schema: z.ZodType<T>): { file: string; value: T }[] {
    const read = readDocument(shown(file), readFileSync(file, 'utf8'), schema);
    if ('value' in read) return [{ file, value: read.value }];
    this.faults.push(...read.faults);
    return [];
  }

  private filesAt(path: string): string[] {
    const full = resolve(path);
    const found = statSync(full, { throwIfNoEntry: false });
    if (found === undefined) {
      this.add({ file: path, line: 1, column: 1, message: 'no such file or folder' });
      return [];
    }
    if (found.isFile()) return [full];
    return readdirSync(full)
      .filter((name) => EXTENSIONS.has(extname(name)))
      .sort()
      .map((name) => join(full, name));
  }
}

/** A path as a person in this folder would write it. */
const shown = (file: string): string => {
  const short = relative(process.cwd(), file);
  return short.startsWith('..') ? file : short;
};
