// Run after `npm install` where the registry is a mirror that lacks other platforms' binaries (docs/decisions/0004).
// npm leaves out of package-lock.json every optional package that it cannot fetch, and `npm ci` then refuses the lock.
// Their parents pin exact versions, and their names tell the platform: that is all an entry needs.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LOCK = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const PLATFORM = /-(?<os>aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-(?<cpu>[a-z0-9]+)/;

/** What npm needs to know to skip a package elsewhere: nothing when the name tells no platform. */
function entryOf(name, version, parent) {
  const platform = PLATFORM.exec(name)?.groups;
  if (platform === undefined) return undefined;
  return { version, cpu: [platform.cpu], ...(parent.dev ? { dev: true } : {}), optional: true, os: [platform.os] };
}

const lock = JSON.parse(readFileSync(LOCK, 'utf8'));
const missing = Object.values(lock.packages)
  .flatMap((parent) =>
    Object.entries(parent.optionalDependencies ?? {}).map(([name, version]) => ({ name, version, parent })),
  )
  .filter(({ name }) => lock.packages[`node_modules/${name}`] === undefined);

for (const { name, version, parent } of missing) {
  const entry = entryOf(name, version, parent);
  if (entry === undefined) console.warn(`left out: ${name}@${version} (no platform in its name)`);
  else lock.packages[`node_modules/${name}`] = entry;
}
const [root, ...rest] = Object.entries(lock.packages);
rest.sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries([root, ...rest]);
writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} optional packages looked at, ${Object.keys(lock.packages).length} in the lock`);
