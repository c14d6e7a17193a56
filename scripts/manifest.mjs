// `npm pack` runs this around the packing: what the bundle holds is no dependency of the published package.
//   node scripts/manifest.mjs trim | restore
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installed } from './external.mjs';

const MANIFEST = fileURLToPath(new URL('../package.json', import.meta.url));
/** The whole manifest, while the short one is in its place. */
const WHOLE = `${MANIFEST}.whole`;

/** Scripts and tools are of use in a clone alone. */
function published({ scripts: _scripts, devDependencies: _tools, ...manifest }) {
  const kept = Object.entries(manifest.dependencies).filter(([name]) => installed.includes(name));
  return { ...manifest, dependencies: Object.fromEntries(kept) };
}

function restore() {
  if (existsSync(WHOLE)) renameSync(WHOLE, MANIFEST);
}

function trim() {
  // Left there by a packing that was killed.
  restore();
  const whole = readFileSync(MANIFEST, 'utf8');
  writeFileSync(WHOLE, whole);
  writeFileSync(MANIFEST, `${JSON.stringify(published(JSON.parse(whole)), null, 2)}\n`);
}

const steps = { trim, restore };
steps[process.argv[2]]();
