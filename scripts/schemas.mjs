// Writes schemas/*.json from the zod schemas of the files that users write.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTool, root } from './load-tool.mjs';

const { schemaFiles } = await loadTool('scripts/schema-files.ts');
mkdirSync(join(root, 'schemas'), { recursive: true });
for (const [name, text] of Object.entries(schemaFiles())) writeFileSync(join(root, 'schemas', name), text);
