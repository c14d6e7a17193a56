import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import type { z } from 'zod';
import { type FileFault, FileFaults, readDocument } from '../contract';
import type { Path } from '../core';
import type { Position } from '../lib';
import { readerBeside, readText } from './read-files';

/** Files that an emulator reads: YAML, or JSON, which YAML contains. */
const EXTENSIONS: ReadonlySet<string> = new Set(['.yaml', '.yml', '.json']);

/** Data that the build has validated and written as JSON, which is parsed fifty times as fast as YAML. */
const BUILT = join(__dirname, 'data');
const SOURCE = join(__dirname, '..', 'data');

/** Folders of the built-in data. */
type BuiltInKind = 'models' | 'services' | 'replies' | 'tiers';

/** Immutable values that all emulators of this process share, by the folder that they are read from. */
const shared = new Map<string, unknown>();

/** Reads a folder of the built-in data, once per process; `make` may use the loader for faults of its own. */
export function builtIn<T, Made>(
  kind: BuiltInKind,
  schema: z.ZodType<T>,
  make: (files: readonly Loaded<T>[]) => Made,
): Made {
  // Tests of the command have the sources' YAML beside their bundle.
  const isBuilt = existsSync(join(BUILT, 'models', 'openai.json'));
  const folder = join(existsSync(BUILT) ? BUILT : SOURCE, kind);
  if (!shared.has(folder)) {
    const loader = new Loader();
    const made = make(isBuilt ? loader.readValidated<T>(folder) : loader.read([folder], schema));
    loader.finish();
    shared.set(folder, made);
  }
  return shared.get(folder) as Made;
}

/** The content of one file. */
export interface Loaded<T> {
  readonly file: string;
  readonly value: T;
  /** Adds a fault at a member of the file that shows only once the files are put together. */
  complain(path: Path, message: string): void;
  /** `file:line` of a member. */
  origin(path: Path): string;
  /** The text of a file in the same folder or below; throws the reason where it may not be read. */
  beside(named: string): string;
}

/** Reads files and collects their faults. */
export class Loader {
  readonly #faults: FileFault[] = [];

  /** The values of all files named, folders included. */
  read<T>(paths: readonly string[], schema: z.ZodType<T>): Loaded<T>[] {
    return paths.flatMap((path) => this.#filesAt(path)).flatMap((file) => this.#readOne(file, schema));
  }

  /** A fault that shows only once the files are put together. */
  add(fault: FileFault): void {
    this.#faults.push(fault);
  }

  /** Throws all faults at once, if there are any. */
  finish(): void {
    if (this.#faults.length > 0) throw new FileFaults(this.#faults);
  }

  /** The values of a folder of JSON files that the build has validated. */
  readValidated<T>(folder: string): Loaded<T>[] {
    return this.#filesAt(folder).map((file) =>
      this.#loaded(file, JSON.parse(readFileSync(file, 'utf8')) as T, () => ({ line: 1, column: 1 })),
    );
  }

  #readOne<T>(file: string, schema: z.ZodType<T>): Loaded<T>[] {
    const text = readText(file);
    if ('fault' in text) {
      this.add({ file: shown(file), ...text.fault });
      return [];
    }
    const read = readDocument(shown(file), text.text, schema);
    if ('value' in read) return [this.#loaded(file, read.value, read.position)];
    this.#faults.push(...read.faults);
    return [];
  }

  #loaded<T>(file: string, value: T, position: (path: Path) => Position): Loaded<T> {
    return {
      file,
      value,
      complain: (path, message) => this.add({ file: shown(file), ...position(path), message }),
      origin: (path) => `${shown(file)}:${position(path).line}`,
      beside: readerBeside(file),
    };
  }

  #filesAt(path: string): string[] {
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
