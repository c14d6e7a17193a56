// The published declarations, one file per door.
const door = (source, file) => ({
  filePath: `../server/${source}.ts`,
  outFile: `../dist/types/${file}`,
  output: { noBanner: true, exportReferencedTypes: false, sortNodes: true },
});

module.exports = {
  compilationOptions: { preferredConfigPath: './types.tsconfig.json' },
  entries: [
    door('index', 'index.d.ts'),
    door('extras/plugins/jest', 'jest.d.ts'),
    door('extras/plugins/vitest', 'vitest.d.mts'),
  ],
};
