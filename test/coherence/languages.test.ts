import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  fieldsSchema,
  listsSchema,
  placesSchema,
  snippetsSchema,
  toolTopicsSchema,
  topicsSchema,
  unitsSchema,
} from '../../server/generate/lexicon';
import { languageFile, languageOf, languages } from '../../server/lib';

const DATA = join(__dirname, '..', '..', 'server', 'data');
const valueIn = (name: string): unknown => parse(readFileSync(join(DATA, `${name}.yaml`), 'utf8'));

describe.each(languages())('the language %s', (code) => {
  const data = languageOf(code);

  test('keeps the schema of languages', () =>
    expect(languageFile.safeParse(valueIn(`languages/${code}`)).error?.issues).toBeUndefined());

  test('has patterns that compile', () => {
    for (const pattern of [
      data.polite,
      ...data.asks.map((ask) => ask.pattern),
      ...data.called,
      ...data.demands.map((demand) => demand.replace('{name}', 'x')),
    ]) {
      expect(() => new RegExp(pattern, 'iu')).not.toThrow();
    }
  });

  test('names the topic, the tool and the facts where they belong', () => {
    expect([data.reply.plain, data.reply.demo, data.thoughts.answer.join(), data.verse.join()]).toEqual(
      Array.from({ length: 4 }, () => expect.stringContaining('{topic}')),
    );
    expect(data.thoughts.call.join()).toContain('{tool}');
    expect(data.results.facts).toContain('{facts}');
    expect(data.results.text).toContain('{text}');
    expect(data.results.pair).toContain('{label}');
    expect(data.demands.join()).toContain('{name}');
    expect(data.reply.plain).toContain('llmulator');
  });

  test('can say what the usual one can', () =>
    expect(Object.keys(data.phrases)).toEqual(Object.keys(languageOf('en').phrases)));
});

test.each([
  ['fields', fieldsSchema],
  ['lists', listsSchema],
  ['places', placesSchema],
  ['snippets', snippetsSchema],
  ['tools', toolTopicsSchema],
  ['topics', topicsSchema],
  ['units', unitsSchema],
] as const)('lexicon/%s keeps its schema', (name, schema) =>
  expect(schema.safeParse(valueIn(`lexicon/${name}`)).error?.issues).toBeUndefined(),
);
