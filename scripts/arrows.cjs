/**
 * Who may import whom: the table of ARCHITECTURE.md, read by the checker (.dependency-cruiser.cjs).
 * The rows stand in the order of the rooms: a room imports only from rooms above it.
 *
 * `from` and `rooms` are regular expressions of paths below server/; `$1` in `rooms` is what `from` captured.
 * The first row whose `from` fits a file is the file's row. Lists: `rooms` and `packages` it may import,
 * `node` built-in modules, and the same in `types` for imports that vanish when compiled. Where `from` is a
 * plain folder its files may import one another; elsewhere that too is said in `rooms`.
 */
const BASE = ['core', 'lib', 'contract'];
const SDK_TYPES = { rooms: [], packages: ['openai', '@anthropic-ai/sdk'] };
const RUNTIME = 'models|tokens|matching|state|journal|pacing|limits|wire|faults|generate|fixtures';

exports.arrows = [
  { from: 'core/', rooms: [], packages: [], node: [] },
  {
    from: 'lib/',
    rooms: ['core'],
    packages: ['@faker-js/faker', 'nanoid', 're2js', '@eslint-community/regexpp', 'fastest-levenshtein', 'yaml', 'zod'],
    node: ['node:crypto', 'node:fs', 'node:path', 'node:util'],
  },
  {
    from: 'contract/',
    rooms: ['core', 'lib'],
    packages: ['zod', 'yaml'],
    node: ['node:fs', 'node:fs/promises', 'node:path'],
  },
  { from: 'state/', rooms: ['core', 'lib'], packages: ['@redis/client'], node: [] },
  { from: 'matching/', rooms: BASE, packages: ['zod', 'json-p3'], node: ['node:util'] },
  {
    name: 'facts',
    from: '(models|tokens|journal|pacing|limits)/',
    rooms: [...BASE, 'state', 'matching', '$1'],
    packages: ['zod', 'gpt-tokenizer'],
    node: ['node:fs', 'node:path'],
  },
  {
    from: 'wire/',
    rooms: ['core', 'lib', 'pacing'],
    packages: [],
    node: ['node:buffer', 'node:http', 'node:net', 'node:stream'],
  },
  { from: 'faults/', rooms: [...BASE, 'matching', 'state', 'wire'], packages: ['zod'], node: [] },
  {
    from: 'generate/',
    rooms: [...BASE, 'data', 'tokens', 'matching'],
    packages: ['zod', 'ajv', 'ajv-formats', '@eslint-community/regexpp'],
    node: [],
  },
  {
    from: 'fixtures/',
    // A fixture may name a fault and a pace: their rooms say what may be said of them.
    rooms: [...BASE, 'tokens', 'matching', 'state', 'faults', 'pacing', 'generate'],
    packages: ['zod', 'mustache'],
    node: ['node:fs', 'node:path'],
  },
  {
    name: 'dialect',
    from: 'providers/([^/]+)/dialect/',
    rooms: [...BASE, 'data', 'providers/$1/dialect'],
    packages: ['zod'],
    node: [],
    types: { ...SDK_TYPES, rooms: ['providers/$1'] },
  },
  {
    name: 'resources',
    from: 'providers/([^/]+)/(?:resources/|provider\\.ts)',
    rooms: [...BASE, 'providers/$1'],
    packages: ['zod'],
    node: [],
    types: SDK_TYPES,
  },
  {
    name: 'surface',
    from: 'providers/([^/]+)/([^/]+)/',
    rooms: [...BASE, 'providers/$1/dialect', 'providers/$1/$2'],
    packages: ['zod'],
    node: [],
    types: SDK_TYPES,
  },
  {
    from: 'pipeline/',
    rooms: ['core', 'lib', RUNTIME],
    packages: [],
    node: ['node:crypto'],
    types: { rooms: ['extras/metrics'], packages: [] },
  },
  {
    from: 'operations/',
    rooms: ['core', 'lib', RUNTIME, 'pipeline', 'app', 'extras/metrics'],
    packages: ['express', 'zod'],
    node: ['node:http'],
  },
  // Entry points of the package besides the main one; the runners are the user's own.
  { from: 'extras/plugins/', rooms: ['index\\.ts'], packages: ['vitest'], node: ['node:crypto', 'node:path'] },
  // A page of the browser: of the server it knows only what the control plane sends.
  {
    from: 'extras/inspector/',
    rooms: [],
    packages: ['preact', '@preact/signals'],
    node: [],
    types: { rooms: ['journal', 'core'], packages: [] },
  },
  {
    name: 'extras',
    from: 'extras/([^/]+)/',
    rooms: ['core', 'lib', 'extras/$1'],
    packages: ['prom-client'],
    node: ['node:child_process'],
    types: { rooms: ['contract', 'faults', 'journal'], packages: [] },
  },
  {
    name: 'composition',
    from: '(?:(?:app|cli)/|providers/registry\\.ts|[^/]+\\.ts)',
    rooms: ['.*'],
    packages: ['express', 'commander', 'ws', 'zod', 'yaml'],
    node: ['.*'],
  },
];
