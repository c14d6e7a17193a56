// Writes FIDELITY.md from the rule tables.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTool, root } from './load-tool.mjs';

const { fidelityPage } = await loadTool('scripts/fidelity-page.ts');
writeFileSync(join(root, 'FIDELITY.md'), fidelityPage());
