/**
 * Who may import whom: the table of ARCHITECTURE.md, read by the checker (.dependency-cruiser.cjs).
 *
 * `from` and `rooms` are regular expressions of paths below server/; `$1` in `rooms` is what `from` captured.
 * The first row whose `from` fits a file is the file's row. Lists: `rooms` and `packages` it may import,
 * `node` built-in modules, and the same in `types` for imports that vanish when compiled. Where `from` is a
 * plain folder its files may import one another; elsewhere that too is said in `rooms`.
 */
const COMPOSITION = { rooms: ['.*'], packages: ['express', 'commander', 'ws', 'zod', 'yaml'], node: ['.*'] };
const ANY_ROOM_OF_THE_ROAD =
  'core|entropy|tokens|matching|models|state|namespaces|caching|limits|metrics|journal|pacing|wire|faults|replies|pipeline';

exports.arrows = [
  { from: 'core/', rooms: ['core'], packages: [], node: [] },
  { from: 'entropy/', rooms: ['core'], packages: ['@faker-js/faker'], node: ['node:crypto'] },
  {
    from: 'validation/',
    rooms: ['core'],
    packages: ['zod', 'yaml', 'fastest-levenshtein'],
    node: ['node:fs', 'node:fs/promises', 'node:path'],
  },
  { from: 'tokens/', rooms: ['core'], packages: ['gpt-tokenizer'], node: [] },
  {
    from: 'matching/',
    rooms: ['core'],
    packages: ['zod', 're2js', 'json-p3', '@eslint-community/regexpp'],
    node: ['node:util'],
  },
  { from: 'models/', rooms: ['core', 'validation'], packages: ['zod'], node: ['node:fs', 'node:path'] },
  { from: 'state/', rooms: ['core'], packages: ['@redis/client'], node: [] },
  { from: 'namespaces/', rooms: ['core', 'state'], packages: [], node: [] },
  { from: 'limits/', rooms: ['core', 'models', 'state', 'validation'], packages: ['zod'], node: [] },
  { from: 'caching/', rooms: ['core', 'entropy', 'state'], packages: [], node: [] },
  { from: 'journal/', rooms: ['core', 'matching', 'validation'], packages: ['zod'], node: [] },
  {
    from: 'lint/',
    rooms: ['core'],
    packages: [],
    node: [],
    types: { rooms: ['journal', 'validation'], packages: [] },
  },
  { from: 'metrics/', rooms: ['core'], packages: ['prom-client'], node: [] },
  { from: 'pacing/', rooms: ['core', 'entropy'], packages: ['zod'], node: [] },
  {
    from: 'wire/',
    rooms: ['core', 'entropy', 'pacing'],
    packages: [],
    node: ['node:buffer', 'node:http', 'node:net', 'node:stream'],
  },
  {
    from: 'faults/',
    rooms: ['core', 'entropy', 'matching', 'validation', 'state', 'wire'],
    packages: ['zod'],
    node: [],
  },
  {
    from: 'replies/',
    // A fixture may name a fault and a pace: their rooms say what may be said of them.
    rooms: ['core', 'entropy', 'matching', 'validation', 'tokens', 'state', 'faults', 'pacing'],
    packages: ['zod', 'ajv', 'ajv-formats', '@eslint-community/regexpp', 'mustache'],
    node: ['node:fs', 'node:path'],
  },
  // A house's manifest gathers its surfaces; the tables of sentences must know the ids of their rules, and only those.
  {
    name: 'provider',
    from: 'providers/([^/]+)/provider\\.ts',
    rooms: ['core', 'validation', 'providers/$1'],
    packages: [],
    node: [],
  },
  {
    name: 'wording',
    from: 'providers/([^/]+)/wording[^/]*\\.ts',
    rooms: ['core', 'validation', 'providers/$1/[^/]+\\.ts'],
    packages: [],
    node: [],
    types: { rooms: ['providers/$1'], packages: [] },
  },
  {
    // What a conversation holds are the items of responses: there is one schema of them, and one store.
    name: 'conversations',
    from: 'providers/openai/conversations/',
    rooms: [
      'core',
      'validation',
      'providers/openai/(pages|sentences)\\.ts',
      'providers/openai/responses',
      'providers/openai/conversations',
    ],
    packages: ['zod'],
    node: [],
    types: { rooms: [], packages: ['openai'] },
  },
  {
    name: 'surface',
    from: 'providers/([^/]+)/([^/]+)/',
    // What several surfaces judge alike lives in a room of their house.
    rooms: [
      'core',
      'validation',
      'providers/$1/(batching|expiry|grammar|ids|likelihood|lists|metadata|moderation|moments|naming|pages|paging|retention|rows|sentences|stored-files|unsampled|wording-grammar)\\.ts',
      'providers/$1/strict',
      'providers/$1/$2',
    ],
    packages: ['zod'],
    node: [],
    types: { rooms: [], packages: ['openai', '@anthropic-ai/sdk'] },
  },
  {
    name: 'house',
    from: 'providers/([^/]+)/[^/]+\\.ts',
    rooms: ['core', 'validation', 'providers/$1/[^/]+\\.ts'],
    packages: ['zod'],
    node: [],
    types: { rooms: [], packages: ['openai', '@anthropic-ai/sdk'] },
  },
  { from: 'pipeline/', rooms: [ANY_ROOM_OF_THE_ROAD], packages: [], node: ['node:crypto'] },
  {
    from: 'control/',
    rooms: ['control'],
    packages: ['express', 'zod'],
    node: ['node:fs', 'node:http', 'node:path'],
    types: { rooms: ['core', 'faults', 'journal', 'limits'], packages: [] },
  },
  {
    from: 'verdict/',
    rooms: ['core', 'entropy'],
    packages: [],
    node: ['node:child_process'],
    types: { rooms: ['faults', 'journal'], packages: [] },
  },
  { from: 'inspector/', rooms: ['inspector'], packages: [], node: [] },
  // Doors of the package besides the front one; the runners are the user's own.
  { from: 'plugins/', rooms: ['plugins', 'index\\.ts'], packages: ['vitest'], node: ['node:crypto', 'node:path'] },
  { name: 'composition', from: '[^/]+\\.ts', ...COMPOSITION },
];
