// Writes docs/reference.md from the tables that the server reads.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTool, root } from './load-tool.mjs';

const { referencePage } = await loadTool('scripts/reference-page.ts');
writeFileSync(join(root, 'docs', 'reference.md'), referencePage());
