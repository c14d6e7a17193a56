// For people: axe on every view in both schemes, and every width.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { withPage } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const VIEWS = [
  '',
  'status=4xx',
  'text=nothing-says-this',
  'namespace=empty',
  'view=sessions',
  'view=controls',
  ...['conversation', 'stream', 'request', 'response', 'why', 'compare'].map((tab) => `entry=3&tab=${tab}`),
  'entry=8&tab=conversation',
  'entry=12&tab=stream',
  'entry=8&tab=why',
];

const WIDTHS = [360, 900, 2560];

/** What axe finds on a page. */
async function findingsOf(page) {
  // Run by the debugger, which the page's policy does not bind.
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const found = await window.axe.run(document, { resultTypes: ['violations'] });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  });
  return violations;
}

const ready = async (page) => {
  await page.getByText('Live', { exact: true }).waitFor();
  await page.waitForTimeout(150);
};

export const accessChecks = [
  ...['light', 'dark'].map((colorScheme) => ({
    title: `axe finds nothing in ${VIEWS.length} views and the dialogs (${colorScheme})`,
    run: ({ browser, page: url }) =>
      withPage(browser, { url, colorScheme }, async (page) => {
        for (const query of VIEWS) {
          await page.goto(`${url}?${query}`);
          await ready(page);
          assert.deepEqual([query, await findingsOf(page)], [query, []]);
        }
        await page.keyboard.press('?');
        await page.getByRole('dialog').waitFor();
        assert.deepEqual(await findingsOf(page), []);
      }),
  })),
  ...WIDTHS.map((width) => ({
    title: `nothing is cut off at ${width} pixels`,
    run: ({ browser, page: url }) =>
      withPage(browser, { url, viewport: { width, height: 800 } }, async (page) => {
        for (const query of VIEWS) {
          await page.goto(`${url}?${query}`);
          await ready(page);
          const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
          assert.ok(content <= window, `${query}: ${content} pixels of content in ${window}`);
        }
      }),
  })),
  {
    title: 'on a phone an exchange takes the whole page and Back leads to the list',
    run: ({ browser, page: url }) =>
      withPage(browser, { url, viewport: { width: 390, height: 800 }, hasTouch: true }, async (page) => {
        await page.locator('#exchanges').getByRole('option').nth(3).tap();
        await page.getByRole('region', { name: 'Exchange 10', exact: true }).waitFor();
        assert.equal(await page.getByRole('listbox').isVisible(), false);
        await page.getByRole('button', { name: 'Back' }).tap();
        await page.getByRole('listbox').waitFor();
        await page.goBack();
        await page.getByRole('region', { name: 'Exchange 10', exact: true }).waitFor();
      }),
  },
];
