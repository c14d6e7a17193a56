import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { z } from 'zod';
import { Loader } from './load';
import { modelFile, serviceFile } from './models';
import { fixtureFileSchema } from './replies';
import { configSchema } from './settings';

/** Every kind of file that is ours, known by a key at its top; a file with none of them is a config file. */
const kinds: readonly { readonly name: string; readonly key: string; readonly schema: z.ZodType }[] = [
  { name: 'fixtures', key: 'fixtures', schema: fixtureFileSchema },
  { name: 'models', key: 'models', schema: modelFile },
  { name: 'service', key: 'says', schema: serviceFile },
];

/** A config file may name fixture files; a list of objects is what a fixture file has. */
const isListOfObjects = (value: unknown): boolean =>
  Array.isArray(value) && value.some((item) => typeof item === 'object');

function kindOf(file: string): { name: string; schema: z.ZodType } {
  const config = { name: 'config', schema: configSchema };
  try {
    const value = parse(readFileSync(file, 'utf8')) as Record<string, unknown> | null;
    return (
      kinds.find(({ key }) => (key === 'says' ? value?.[key] !== undefined : isListOfObjects(value?.[key]))) ?? config
    );
  } catch {
    // The loader tells what is wrong with it, line and column included.
    return config;
  }
}

/** Holds files against their schemas; gives a line for each, or throws all faults at once. */
export function checkFiles(files: readonly string[]): string[] {
  const loader = new Loader();
  const lines = files.map((file) => {
    const { name, schema } = kindOf(file);
    loader.read([file], schema);
    return `${file}: ${name}, no faults`;
  });
  loader.finish();
  return lines;
}
