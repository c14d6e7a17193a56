import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { parse } from 'yaml';
import { schemaFiles } from '../../scripts/schema-files';
import { caseFiles } from '../support/case-file';

const ROOT = join(__dirname, '..', '..');
const files = schemaFiles();

test.each(Object.keys(files))('schemas/%s is generated from the schemas: npm run schemas', (name) => {
  expect(readFileSync(join(ROOT, 'schemas', name), 'utf8')).toBe(files[name]);
});

describe('the published schemas', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const validators = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name.replace('.json', ''), ajv.compile(JSON.parse(text) as object)]),
  );
  const faults = (kind: string, text: string): unknown => {
    const validate = validators[kind];
    return validate?.(parse(text)) === true ? undefined : validate?.errors;
  };

  test.each([
    ['fixtures', 'server/data/replies'],
    ['models', 'server/data/models'],
    ['service', 'server/data/services'],
    ['language', 'server/data/languages'],
  ])('%s: take what is built in', (kind, folder) => {
    for (const file of caseFiles(join(ROOT, folder))) expect(faults(kind, readFileSync(file, 'utf8'))).toBeUndefined();
  });

  test.each([
    ['fixtures', 'fixtures: [{ when: { usr: x }, reply: y }]'],
    ['fixtures', 'scripts: [{ turns: [{ user: x, reply: { txt: y } }] }]'],
    ['config', 'sede: 1'],
  ])('%s: refuse %s', (kind, text) => expect(faults(kind, text)).toBeDefined());

  test('tell what each key of a fixture and each setting is for', () => {
    const { properties, $defs } = JSON.parse(files['fixtures.json'] ?? '') as Record<string, Record<string, unknown>>;
    expect(JSON.stringify([properties, $defs])).toContain('the greatest is tried first');
    const config = JSON.parse(files['config.json'] ?? '') as { properties: Record<string, { description?: string }> };
    expect(Object.entries(config.properties).filter(([, { description }]) => description === undefined)).toEqual([]);
  });
});
