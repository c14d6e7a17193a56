// A real browser, and pages that tell of every error of theirs.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is, or undefined. */
export const findBrowser = () =>
  [process.env.CHROMIUM, ...PLACES].find((path) => path !== undefined && existsSync(path));

/** Starts Chromium; `--no-sandbox` is needed where the tests run as root. */
export const startBrowser = (executablePath) =>
  chromium.launch({ executablePath, args: ['--no-sandbox', '--force-color-profile=srgb'] });

/** Errors of a page that a check brings about on purpose. */
const EXPECTED = /Failed to load resource|net::ERR/;

/** Longer than a page needs on a machine that has much else to do. */
const PATIENCE_MS = 20_000;

/** Runs a check on a page of its own, which fails also for what the page complains of. */
export async function withPage(browser, { url, onRequest, ...options }, run) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  if (onRequest !== undefined) page.on('request', (request) => onRequest(request.url()));
  page.setDefaultTimeout(PATIENCE_MS);
  try {
    await page.goto(url);
    await run(page);
    if (complaints.length > 0) throw new Error(`the page complains:\n${complaints.join('\n')}`);
  } finally {
    await context.close();
  }
}

/** Fails unless something comes true in time. */
export async function until(what, isTrue, limitMs = PATIENCE_MS) {
  const end = performance.now() + limitMs;
  while (performance.now() < end) {
    if (await isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${what}: not within ${limitMs} ms`);
}

/** Exports what a page shows and opens the file, as one would from a mail. */
export async function withExport(browser, page, run) {
  await page.locator('.top summary').click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as HTML' }).click(),
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'llmulator-export-'));
  try {
    const saved = join(folder, file.suggestedFilename());
    await file.saveAs(saved);
    const asked = [];
    await withPage(browser, { url: pathToFileURL(saved).href, onRequest: (url) => asked.push(url) }, run);
    assert.deepEqual(asked, [pathToFileURL(saved).href]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
