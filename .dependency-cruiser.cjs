// Turns the table of arrows into rules. The table is the thing to read: scripts/arrows.cjs.
const { arrows } = require('./scripts/arrows.cjs');

const NOTHING = '^$';
const anyOf = (patterns) => (patterns.length === 0 ? NOTHING : patterns.map((p) => `(?:${p})`).join('|'));
const inServer = (rooms) => anyOf(rooms.map((room) => `^server/(?:${room})(?:/|$)`));
const inPackages = (names) => anyOf(names.map((name) => `(?:^|/)node_modules/(?:@types/)?${name}/`));
const builtins = (names) => anyOf(names.map((name) => `^(?:node:)?${name.replace(/^node:/, '')}$`));

/** Files of a row, without those that an earlier row has taken. */
function filesOf(row, index) {
  const earlier = arrows.slice(0, index).map(({ from }) => `^server/${from}`);
  return { path: `^server/${row.from}`, pathNot: earlier };
}

/** A plain folder is its own room. */
const homeOf = ({ from }) => (from.includes('(') || !from.endsWith('/') ? [] : [from.slice(0, -1)]);

/** What a row forbids: a room, a package or a built-in module outside its lists. */
function rulesOf(row, index) {
  const from = filesOf(row, index);
  const types = row.types ?? { rooms: [], packages: [] };
  const rooms = [...homeOf(row), ...row.rooms];
  const rule = (what, to) => ({ name: `${row.name ?? row.from}: ${what}`, severity: 'error', from, to });
  const asValue = { dependencyTypesNot: ['type-only'] };
  return [
    rule('room', { path: '^server/', pathNot: inServer([...rooms, ...types.rooms]) }),
    rule('room for types only', { path: inServer(types.rooms), pathNot: inServer(rooms), ...asValue }),
    rule('package', { path: 'node_modules/', pathNot: inPackages([...row.packages, ...types.packages]) }),
    rule('package for types only', { path: inPackages(types.packages), ...asValue }),
    rule('built-in module', { dependencyTypes: ['core'], pathNot: builtins(row.node) }),
  ];
}

module.exports = {
  forbidden: [
    ...arrows.flatMap(rulesOf),
    {
      name: 'no circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'a room without a row in scripts/arrows.cjs',
      severity: 'error',
      from: { path: '^server/', pathNot: arrows.map(({ from }) => `^server/${from}`) },
      to: {},
    },
    // Vitest is the user's own: its door is loaded by Vitest alone.
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^vitest$' } },
    {
      name: 'server alone',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(test|bench|examples|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
