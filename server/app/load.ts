import { existsSync, readdirSync, statSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import type { z } from 'zod';
import { type FileFault, FileFaults, readDocument } from '../contract';
import type { Path } from '../core';
import { readerBeside, readText } from './read-files';

/** Files that an emulator reads: YAML, or JSON, which YAML contains. */
const EXTENSIONS: ReadonlySet<string> = new Set(['.yaml', '.yml', '.json']);

/** The built-in data: the build writes it as JSON beside the bundle, which loads fifty times as fast as YAML. */
const DATA = [join(__dirname, 'data'), join(__dirname, '..', 'data')].find((folder) => existsSync(folder)) ?? __dirname;

/** A folder of the built-in data. */
export const builtIn = (kind: 'models' | 'services' | 'replies' | 'tiers'): string => join(DATA, kind);

/** What one file says. */
export interface Loaded<T> {
  readonly file: string;
  readonly value: T;
  /** Adds a fault at a member of the file that shows only once the files are put together. */
  complain(path: Path, message: string): void;
  /** `file:line` of a member. */
  origin(path: Path): string;
  /** The words of a file beside this one; throws a reason where it must not be read. */
  beside(named: string): string;
}

/** Reads files one after the other and keeps all their faults until the end. */
export class Loader {
  private readonly faults: FileFault[] = [];

  /** The values of all files named, folders included. */
  read<T>(paths: readonly string[], schema: z.ZodType<T>): Loaded<T>[] {
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

  private readOne<T>(file: string, schema: z.ZodType<T>): Loaded<T>[] {
    const text = readText(file);
    if ('fault' in text) {
      this.add({ file: shown(file), ...text.fault });
      return [];
    }
    const read = readDocument(shown(file), text.text, schema);
    if ('value' in read) {
      const { value, position } = read;
      const complain: Loaded<T>['complain'] = (path, message) =>
        this.add({ file: shown(file), ...position(path), message });
      const origin: Loaded<T>['origin'] = (path) => `${shown(file)}:${position(path).line}`;
      return [{ file, value, complain, origin, beside: readerBeside(file) }];
    }
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
