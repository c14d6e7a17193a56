import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { BadOption } from '../app/config';
import { createApp } from '../app/create-app';
import { Loader } from '../app/load';
import { type Config, configSchema } from '../app/options';
import { type RequestHints, type RequestsFound, requestsIn } from '../app/request-files';
import { type FileFault, FileFaults } from '../contract';
import { fixtureFileSchema } from '../fixtures';
import { nearest } from '../lib';
import { modelFile, serviceFile } from '../models';
import { postRoutes } from '../providers/registry';
import { checkRequests, type RequestVerdict } from './check-requests';

/** Every kind of file that is ours, known by a key at its top; a file with none of them is a config file. */
const kinds: readonly { readonly name: string; readonly key: string; readonly schema: z.ZodType }[] = [
  { name: 'fixtures', key: 'fixtures', schema: fixtureFileSchema },
  { name: 'models', key: 'models', schema: modelFile },
  { name: 'service', key: 'says', schema: serviceFile },
];

/** A config file may name fixture files; a list of objects is what a fixture file has. */
const isListOfObjects = (value: unknown): boolean =>
  Array.isArray(value) && value.some((item) => typeof item === 'object');

function kindOf(text: string): { name: string; schema: z.ZodType } {
  const config = { name: 'config', schema: configSchema };
  try {
    const { parse } = require('yaml') as typeof import('yaml');
    const value = parse(text) as Record<string, unknown> | null;
    return (
      kinds.find(({ key }) => (key === 'says' ? value?.[key] !== undefined : isListOfObjects(value?.[key]))) ?? config
    );
  } catch {
    // The loader tells what is wrong with it, line and column included.
    return config;
  }
}

/** What `llmulator check` found. */
export interface CheckReport {
  readonly requests: readonly RequestVerdict[];
  /** Files of ours without faults, and what they hold. */
  readonly data: readonly { readonly file: string; readonly kind: string }[];
  /** Faults of files of ours. */
  readonly faults: readonly FileFault[];
  /** What could not be read, or was no request. */
  readonly unusable: readonly FileFault[];
  /** Recorded exchanges that were none with a model. */
  readonly skipped: number;
}

/** What is checked, and how. */
export interface CheckOrder {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  readonly surface?: string | undefined;
  readonly config: Config;
  /** Reads standard input. */
  readonly standardInput: () => string;
}

/** Holds requests against the server's rules, and our own files against their schemas. */
export async function checkFiles({ files, surface, config, standardInput }: CheckOrder): Promise<CheckReport> {
  const door = surface === undefined ? undefined : doorNamed(surface);
  const { catalog } = createApp(config, { inline: [], report: () => undefined });
  const surfacesOf = (model: string) => catalog.find(model)?.surfaces;
  const looks = files.flatMap(filesOf).map((file) => lookAt(file, { file, door, surfacesOf }, standardInput));
  const harvests = looks.flatMap(({ harvest }) => harvest ?? []);
  return {
    requests: await checkRequests(
      harvests.flatMap(({ requests }) => requests),
      config,
    ),
    data: looks.flatMap(({ data }) => data ?? []),
    faults: looks.flatMap(({ faults }) => faults ?? []),
    unusable: [...looks.flatMap(({ unusable }) => unusable ?? []), ...harvests.flatMap(({ unusable }) => unusable)],
    skipped: harvests.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

/** A folder stands for the files in it. */
function filesOf(path: string): readonly string[] {
  if (path === '-' || statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  const names = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile());
  return names.map(({ name }) => join(path, name)).sort();
}

function doorNamed(surface: string): (typeof postRoutes)[number] {
  const door = postRoutes.find(({ id }) => id === surface);
  if (door !== undefined) return door;
  const ids = postRoutes.map(({ id }) => id);
  const [near] = nearest(surface, ids, 4);
  throw new BadOption([
    `--surface: '${surface}' is unknown; ${near === undefined ? `known are ${ids.join(', ')}` : `did you mean ${near}?`}`,
  ]);
}

/** What one file turned out to be. */
interface FileFindings {
  readonly harvest?: RequestsFound;
  readonly data?: { readonly file: string; readonly kind: string };
  readonly faults?: readonly FileFault[];
  readonly unusable?: readonly FileFault[];
}

function lookAt(file: string, hints: RequestHints, standardInput: () => string): FileFindings {
  const cannot = (message: string): FileFindings => ({ unusable: [{ file, line: 1, column: 1, message }] });
  if (file !== '-' && !existsSync(file)) return cannot('no such file');
  const text = file === '-' ? standardInput() : readFileSync(file, 'utf8');
  const harvest = requestsIn(text, hints);
  if (harvest !== undefined) {
    const isEmpty = harvest.requests.length + harvest.unusable.length === 0;
    return isEmpty ? { harvest, ...cannot('holds no request to a model') } : { harvest };
  }
  if (file === '-' || hints.door !== undefined || /\.(har|jsonl|ndjson)$/i.test(file))
    return cannot('neither JSON, JSONL nor HAR of requests');
  return ofOurs(file, text);
}

/** A file of fixtures, models, a service or configuration. */
function ofOurs(file: string, text: string): FileFindings {
  const { name, schema } = kindOf(text);
  const loader = new Loader();
  try {
    loader.read([file], schema);
    loader.finish();
    return { data: { file, kind: name } };
  } catch (error) {
    if (error instanceof FileFaults) return { faults: error.faults };
    throw error;
  }
}
