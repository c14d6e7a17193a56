import { z } from 'zod';
import { configSchema, type Setting, settings } from '../server/app/options';
import { fixtureFileSchema } from '../server/fixtures';
import { snippetsSchema, topicsSchema } from '../server/generate/lexicon';
import { languageFile } from '../server/lib';
import { modelFile, serviceFile } from '../server/models';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** Every kind of file that users write, and what it is. */
const kinds = {
  config: { schema: configSchema, title: 'llmulator: configuration' },
  fixtures: { schema: fixtureFileSchema, title: 'llmulator: fixtures and scripts' },
  models: { schema: modelFile, title: 'llmulator: models' },
  service: { schema: serviceFile, title: 'llmulator: a service' },
  language: { schema: languageFile, title: 'llmulator: a language of generated replies' },
  snippets: { schema: snippetsSchema, title: 'llmulator: programs that generated replies write' },
  topics: { schema: topicsSchema, title: 'llmulator: words that speak for labels' },
} as const;

/** Settings are explained by their own table. */
function told(kind: string, properties: z.core.JSONSchema.BaseSchema['properties'] = {}) {
  if (kind !== 'config') return properties;
  const table: Readonly<Record<string, Setting>> = settings;
  return Object.fromEntries(
    Object.entries(properties).map(([key, schema]) => {
      const description = table[key]?.summary;
      return [key, description === undefined || typeof schema === 'boolean' ? schema : { ...schema, description }];
    }),
  );
}

/** The published JSON Schemas, by file name. */
export function schemaFiles(): Readonly<Record<string, string>> {
  const files = Object.entries(kinds).map(([name, { schema, title }]) => {
    const made = z.toJSONSchema(schema, {
      io: 'input',
      reused: 'ref',
      unrepresentable: 'any',
      // What a schema tells the server about itself is nothing to an editor.
      override: ({ jsonSchema }) => void delete jsonSchema['expected'],
    });
    const whole = { $schema: DIALECT, title, ...made, properties: told(name, made.properties) };
    return [`${name}.json`, `${JSON.stringify(whole, null, 2)}\n`] as const;
  });
  return Object.fromEntries(files);
}
