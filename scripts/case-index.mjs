// Lists rules and the case files that show each to hold: npm run cases -- [PART OF A RULE'S ID]
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const folder = fileURLToPath(new URL('../test/cases', import.meta.url));
const [part = ''] = process.argv.slice(2);

const byRule = new Map();
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.yaml') && name !== 'bases.yaml',
);
for (const file of files.sort()) {
  const { covers = [] } = parse(readFileSync(join(folder, file), 'utf8'));
  for (const rule of covers) byRule.set(rule, [...(byRule.get(rule) ?? []), file]);
}

for (const rule of [...byRule.keys()].filter((id) => id.includes(part)).sort()) {
  console.log(rule);
  for (const file of byRule.get(rule)) console.log(`  test/cases/${file}`);
}
