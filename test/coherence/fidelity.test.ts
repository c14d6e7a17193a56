import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fidelityPage } from '../../scripts/fidelity-page';

test('FIDELITY.md is generated from the rows: npm run fidelity', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'FIDELITY.md'), 'utf8')).toBe(fidelityPage());
});
