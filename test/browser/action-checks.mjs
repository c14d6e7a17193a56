// What can be done: copy, send again, make a fixture, export, clear, reset.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { until, withPage } from './browser.mjs';
import { clientOf } from './fill.mjs';

const permissions = ['clipboard-read', 'clipboard-write'];

export const actionChecks = [
  {
    title: 'an exchange is copied as curl, Python, TypeScript, fixture, case file and HAR',
    run: ({ browser, page: url }) =>
      withPage(browser, { url: `${url}?entry=2`, permissions }, async (page) => {
        const expected = {
          curl: /^curl '.*\/v1\/chat\/completions'[\s\S]*authorization: Bearer sk-any[\s\S]*--data-raw/,
          Python: /from openai import OpenAI[\s\S]*client\.chat\.completions\.create\(\*\*\{/,
          TypeScript: /new OpenAI\(\{ baseURL[\s\S]*chat\.completions\.create\(\{/,
          fixture: /^fixtures:\n {2}- when:[\s\S]*user: "Should I take[\s\S]*name: "get_weather"/,
          'case file': /^title: [\s\S]*source: [\s\S]*expect:/,
          HAR: /"log"[\s\S]*"creator"/,
        };
        for (const [form, pattern] of Object.entries(expected)) {
          await page.locator('.exchange summary', { hasText: 'Copy' }).click();
          await page.getByRole('button', { name: `as ${form}`, exact: true }).click();
          await until(`the clipboard holds ${form}`, async () =>
            pattern.test(await page.evaluate(() => navigator.clipboard.readText())),
          );
        }
      }),
  },
  {
    title: 'a fixture that was copied is one that the server takes',
    run: ({ browser, page: url, url: base }) =>
      withPage(browser, { url: `${url}?namespace=fixtures`, permissions }, async (page) => {
        const client = clientOf(base, 'fixtures');
        await client.chat('Name a color.');
        await page.getByText('Name a color.').click();
        await page.getByRole('button', { name: 'Make a fixture' }).click();
        await page.getByText('The fixture answers from now on.').waitFor();
        await client.chat('Name a color.');
        await page.getByRole('listbox').getByText('fixture').first().waitFor();
        await page.keyboard.press('k');
        await page.getByRole('tab', { name: 'Why' }).click();
        await page.getByText('The fixture', { exact: false }).first().waitFor();
      }),
  },
  {
    title: 'a request is edited and sent again',
    run: ({ browser, page: url, url: base }) =>
      withPage(browser, { url: `${url}?namespace=again` }, async (page) => {
        await clientOf(base, 'again').chat('How tall is a giraffe?');
        await page.getByText('How tall is a giraffe?').click();
        await page.getByRole('button', { name: 'Send again …' }).click();
        const body = page.getByLabel(/^Body of POST/);
        await body.fill((await body.inputValue()).replace('giraffe', 'zebra'));
        await page.getByRole('button', { name: 'Send', exact: true }).click();
        await page.getByRole('listbox').getByText('How tall is a zebra?').waitFor();
      }),
  },
  {
    title: 'a run is exported as one HTML file that opens without a server',
    run: ({ browser, page: url }) =>
      withPage(browser, { url }, async (page) => {
        await page.getByText('13 in all').waitFor();
        await page.locator('.top summary').click();
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Export as HTML' }).click(),
        ]);
        const saved = await file.path();
        const text = await readFile(saved, 'utf8');
        assert.ok(!/(?:src|href)="\//.test(text));
        await withPage(browser, { url: 'about:blank' }, async (copy) => {
          const asked = [];
          copy.on('request', (request) => asked.push(request.url()));
          await copy.setContent(text);
          await copy.getByText('Exported run').waitFor();
          await copy.getByText('13 in all').waitFor();
          await copy.getByText('And tomorrow?').first().click();
          await copy.locator('.exchange').getByText('You are a travel assistant').waitFor();
          assert.equal(await copy.getByRole('button', { name: 'Make a fixture' }).count(), 0);
          assert.deepEqual(asked, []);
        });
      }),
  },
  {
    title: 'clear empties the list, and reset asks first',
    run: ({ browser, page: url, url: base }) =>
      withPage(browser, { url: `${url}?namespace=cleared` }, async (page) => {
        const client = clientOf(base, 'cleared');
        await client.chat('one');
        await page.getByText('one', { exact: true }).waitFor();
        await page.locator('.top summary').click();
        await page.getByRole('button', { name: 'Clear the journal' }).click();
        await page.getByText('No exchange yet').waitFor();
        await client.chat('two');
        await page.getByText('two', { exact: true }).waitFor();
        const askReset = async () => {
          await page.locator('.top summary').click();
          await page.getByRole('button', { name: /^Reset the namespace/ }).click();
        };
        await askReset();
        await page.getByRole('button', { name: 'Keep it' }).click();
        assert.equal(await page.getByText('two', { exact: true }).count(), 1);
        await askReset();
        await page.getByRole('button', { name: 'Reset', exact: true }).click();
        await page.getByText('No exchange yet').waitFor();
        await client.chat('three');
        await page.getByText('#1', { exact: true }).waitFor();
      }),
  },
];
