// A real browser, and pages that tell of every error of theirs.
import { existsSync } from 'node:fs';
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

/** Runs a check on a page of its own, which fails also for what the page complains of. */
export async function withPage(browser, { url, ...options }, run) {
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
  page.setDefaultTimeout(8_000);
  try {
    await page.goto(url);
    await run(page);
    if (complaints.length > 0) throw new Error(`the page complains:\n${complaints.join('\n')}`);
  } finally {
    await context.close();
  }
}

/** Fails unless something comes true in time. */
export async function until(what, isTrue, limitMs = 5_000) {
  const end = performance.now() + limitMs;
  while (performance.now() < end) {
    if (await isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${what}: not within ${limitMs} ms`);
}
