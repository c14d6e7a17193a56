// The list: live, filtered, by keyboard, however long.
import assert from 'node:assert/strict';
import { until, withPage } from './browser.mjs';
import { clientOf } from './fill.mjs';

/** Milliseconds within which a request is seen. */
const LIVE_LIMIT = 300;
const MANY = 10_000;

const rowsOf = (page) => page.locator('#exchanges').getByRole('option');

export const listChecks = [
  {
    title: 'the list tells status, question, model, tokens, fixture, fault and retry of each exchange',
    run: ({ browser, page: url }) =>
      withPage(browser, { url }, async (page) => {
        await page.getByText('Live', { exact: true }).waitFor();
        await until('13 rows', async () => (await rowsOf(page).count()) === 13);
        const list = page.getByRole('listbox');
        for (const text of ['fixture umbrella', 'fault cut', 'retry 1 of #10', 'claude-sonnet-4-5', '404', 'cut']) {
          await list.getByText(text).filter({ visible: true }).first().waitFor();
        }
      }),
  },
  {
    title: `a request is seen within ${LIVE_LIMIT} ms`,
    run: ({ browser, page: url, url: base }) =>
      withPage(browser, { url: `${url}?namespace=live` }, async (page) => {
        await page.getByText('No exchange yet').waitFor();
        const client = clientOf(base, 'live');
        const waits = [];
        for (let at = 0; at < 5; at += 1) {
          const seen = page.getByText(`question ${at}`, { exact: true }).waitFor();
          const begun = performance.now();
          await Promise.all([seen, client.chat(`question ${at}`)]);
          waits.push(Math.round(performance.now() - begun));
        }
        waits.sort((a, b) => a - b);
        console.log(`      seen after ${waits.join(', ')} ms`);
        assert.ok(waits[2] < LIVE_LIMIT, `the median is ${waits[2]} ms`);
      }),
  },
  {
    title: 'filters and search stand in the address and survive a reload',
    run: ({ browser, page: url }) =>
      withPage(browser, { url }, async (page) => {
        await page.getByLabel('Filter by Status').selectOption('4xx');
        await page.getByText('3 of 13').waitFor();
        await page.getByLabel('Filter by Model').selectOption('gpt-9');
        await page.getByText('1 of 13').waitFor();
        assert.match(page.url(), /status=4xx&model=gpt-9/);
        await page.reload();
        await page.getByText('1 of 13').waitFor();
        await page.getByRole('button', { name: 'Remove filter Model gpt-9' }).click();
        await page.getByText('3 of 13').waitFor();
        await page.getByRole('button', { name: 'Clear filters' }).click();
        await page.getByLabel('Search in requests and replies').fill('umbrella');
        await until('three rows', async () => (await rowsOf(page).count()) === 3);
        assert.match(page.url(), /text=umbrella/);
      }),
  },
  {
    title: 'lint findings filter the list',
    run: ({ browser, page: url }) =>
      withPage(browser, { url }, async (page) => {
        await rowsOf(page).first().waitFor();
        const picker = page.getByLabel('Filter by Lint');
        await picker.focus();
        await until('rules of lint', async () => (await picker.locator('option').count()) > 1);
        await picker.selectOption({ index: 1 });
        await page.getByText(/^[1-9]\d* of 13$/).waitFor();
      }),
  },
  {
    title: 'all of it by keyboard alone',
    run: ({ browser, page: url }) =>
      withPage(browser, { url }, async (page) => {
        await rowsOf(page).first().waitFor();
        const press = (key) => page.keyboard.press(key);
        const opened = async (id) => page.getByRole('region', { name: `Exchange ${id}`, exact: true }).waitFor();
        await press('j');
        await opened(13);
        await press('ArrowDown');
        await opened(12);
        await press('k');
        await opened(13);
        await press('5');
        assert.equal(await page.getByRole('tab', { name: 'Why' }).getAttribute('aria-selected'), 'true');
        await press('Escape');
        assert.equal(await page.getByRole('region', { name: 'Exchange' }).count(), 0);
        assert.equal(await page.evaluate(() => document.activeElement?.id), 'exchanges');
        await press('Enter');
        await opened(13);
        await page.getByRole('tab', { name: 'Why' }).waitFor();
        await press('Enter');
        await press('ArrowRight');
        assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Compare');
        await press('/');
        assert.equal(await page.evaluate(() => document.activeElement?.id), 'search');
        await press('Escape');
        await press('?');
        await page.getByRole('dialog', { name: 'Keys' }).waitFor();
        await press('Escape');
        await until('the help is closed', async () => (await page.getByRole('dialog').count()) === 0);
        await press('p');
        await page.getByText('Paused', { exact: true }).waitFor();
      }),
  },
  {
    title: 'a paused list stands still and says what came since',
    run: ({ browser, page: url, url: base }) =>
      withPage(browser, { url: `${url}?namespace=paused` }, async (page) => {
        const client = clientOf(base, 'paused');
        await client.chat('before');
        await page.getByText('before', { exact: true }).waitFor();
        await page.getByRole('button', { name: 'Pause' }).click();
        await client.chat('after');
        await page.getByText('Paused, 1 new').waitFor();
        assert.equal(await rowsOf(page).count(), 1);
        await page.getByRole('button', { name: 'Go on' }).click();
        await page.getByText('after', { exact: true }).waitFor();
      }),
  },
  {
    title: `${MANY} entries: few rows are drawn, each can be reached`,
    run: ({ browser, page: url, url: base }) =>
      withPage(browser, { url: `${url}?namespace=many` }, async (page) => {
        await page.getByText('No exchange yet').waitFor();
        const client = clientOf(base, 'many');
        const begun = performance.now();
        const batch = 50;
        for (let at = 0; at < MANY; at += batch) {
          await Promise.all(
            Array.from({ length: batch }, (_, k) => client.chat(`number ${at + k}`, { max_tokens: 1 })),
          );
        }
        const sent = performance.now() - begun;
        await page.getByText(`${MANY.toLocaleString('en-US')} in all`).waitFor();
        const behind = performance.now() - begun - sent;
        console.log(
          `      ${Math.round(MANY / (sent / 1_000))} requests a second, the page ${Math.round(behind)} ms behind`,
        );
        assert.ok((await rowsOf(page).count()) < 60);
        await page.getByRole('listbox').evaluate((list) => list.scrollTo({ top: list.scrollHeight }));
        await page.getByText('#1', { exact: true }).waitFor();
        await page.getByRole('button', { name: '↑ Newest' }).click();
        await page.getByText(`#${MANY}`, { exact: true }).waitFor();
      }),
  },
];
