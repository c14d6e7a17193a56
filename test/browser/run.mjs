// Drives the inspector in Chromium against the built server. `--pictures` also takes the pictures in docs/inspector.
import { startServer } from '../../scripts/start-server.mjs';
import { Tally } from '../../scripts/tally.mjs';
import { accessChecks } from './access-checks.mjs';
import { actionChecks } from './action-checks.mjs';
import { findBrowser, startBrowser } from './browser.mjs';
import { connectionChecks } from './connection-checks.mjs';
import { fill } from './fill.mjs';
import { hostileChecks } from './hostile-checks.mjs';
import { listChecks } from './list-checks.mjs';
import { takePictures } from './pictures.mjs';
import { viewChecks } from './view-checks.mjs';

const all = [...listChecks, ...viewChecks, ...actionChecks, ...hostileChecks, ...accessChecks, ...connectionChecks];
const [wanted = ''] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const checks = all.filter(({ title }) => title.includes(wanted));

const tally = new Tally();
const path = findBrowser();
if (path === undefined) {
  tally.skip('the inspector', checks.length, 'there is no Chromium here; install it, or set CHROMIUM to its path');
  console.log(`\n0 passed, 0 failed, ${checks.length} skipped`);
} else {
  const server = await startServer(['--service', 'vendor', '--journal', '12000']);
  const browser = await startBrowser(path);
  try {
    await fill(server.url);
    const page = `${server.url}/_llmulator/`;
    for (const { title, run } of checks) await tally.check(title, () => run({ browser, url: server.url, page }));
    if (process.argv.includes('--pictures')) await takePictures(browser, page);
  } finally {
    await browser.close();
    await server.stop();
  }
  tally.close();
}
