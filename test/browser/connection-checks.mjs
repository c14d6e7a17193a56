// Token, lost connections, idle traffic and the size of the page.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { startServer } from '../../scripts/start-server.mjs';
import { withPage } from './browser.mjs';
import { clientOf } from './fill.mjs';

const IDLE_MS = 5_000;
/** Bytes a second. */
const IDLE_LIMIT = 1_024;
const SIZE_LIMIT = 60 * 1_024;

/** A server that is stopped even where the check fails. */
async function withServer(flags, run) {
  const server = await startServer(flags);
  try {
    await run(server);
  } finally {
    await server.stop();
  }
}

export const connectionChecks = [
  {
    title: 'a guarded emulator asks for its token and says that a wrong one is wrong',
    run: ({ browser }) =>
      withServer(['--control-token', 'let-me-in'], ({ url }) =>
        withPage(browser, { url: `${url}/_llmulator/` }, async (page) => {
          await clientOf(url).chat('a secret question');
          const field = page.getByLabel('Control token');
          await field.waitFor();
          await field.fill('let-me-out');
          await page.getByRole('button', { name: 'Open' }).click();
          await page.getByText('That token is wrong.').waitFor();
          await field.fill('let-me-in');
          await page.getByRole('button', { name: 'Open' }).click();
          await page.getByText('a secret question').waitFor();
          await page.reload();
          await page.getByText('a secret question').waitFor();
        }),
      ),
  },
  {
    title: 'a lost connection is said, and taken up again',
    run: ({ browser }) =>
      withServer([], async (first) => {
        await clientOf(first.url).chat('before');
        await withPage(browser, { url: `${first.url}/_llmulator/` }, async (page) => {
          await page.getByText('before', { exact: true }).waitFor();
          await first.stop();
          await page.getByText('The connection to llmulator is lost.').waitFor();
          assert.equal(await page.getByText('before', { exact: true }).count(), 1);
          await withServer(['--port', new URL(first.url).port], async (second) => {
            await clientOf(second.url).chat('after');
            await page.getByText('after', { exact: true }).waitFor({ timeout: 12_000 });
            // Another process knows nothing of what the first one had seen.
            assert.equal(await page.getByText('before', { exact: true }).count(), 0);
            await page.getByText('Live', { exact: true }).waitFor();
          });
        });
      }),
  },
  {
    title: `an idle page costs at most ${IDLE_LIMIT} bytes a second`,
    run: ({ browser, page: url }) =>
      withPage(browser, { url }, async (page) => {
        await page.getByText('Live', { exact: true }).waitFor();
        await page.waitForTimeout(500);
        const session = await page.context().newCDPSession(page);
        await session.send('Network.enable');
        let bytes = 0;
        let requests = 0;
        session.on('Network.dataReceived', ({ dataLength }) => {
          bytes += dataLength;
        });
        session.on('Network.requestWillBeSent', () => {
          requests += 1;
        });
        await page.waitForTimeout(IDLE_MS);
        console.log(`      ${bytes} bytes and ${requests} requests in ${IDLE_MS} ms`);
        assert.equal(requests, 0);
        assert.ok(bytes / (IDLE_MS / 1_000) <= IDLE_LIMIT);
      }),
  },
  {
    title: `the page weighs at most ${SIZE_LIMIT} bytes, gzipped`,
    run: async () => {
      const folder = new URL('../../dist/inspector/', import.meta.url);
      const sizes = readdirSync(folder).map((name) => gzipSync(readFileSync(new URL(name, folder))).length);
      const size = sizes.reduce((sum, each) => sum + each, 0);
      console.log(`      ${size} bytes`);
      assert.ok(size <= SIZE_LIMIT);
    },
  },
];
