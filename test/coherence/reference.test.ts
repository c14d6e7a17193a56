import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { referencePage } from '../../scripts/reference-page';

test('docs/reference.md is generated from the tables: npm run reference', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'docs', 'reference.md'), 'utf8')).toBe(referencePage());
});
