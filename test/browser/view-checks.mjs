// The views of one exchange, sessions and controls.
import assert from 'node:assert/strict';
import { until, withPage } from './browser.mjs';

const view = (title, query, run) => ({
  title,
  run: ({ browser, page: url }) => withPage(browser, { url: `${url}?${query}` }, run),
});

const seeAll = async (page, texts) => {
  for (const text of texts) await page.locator('.exchange').getByText(text).first().waitFor();
};

export const viewChecks = [
  view('a conversation with tools reads as one', 'entry=3', (page) =>
    seeAll(page, [
      'You are a travel assistant',
      'get_weather',
      '"Lisbon"',
      'Yes: 80 % chance of rain',
      'goes on from #2',
    ]),
  ),
  view('a stream of Messages is joined', 'entry=5', async (page) => {
    await seeAll(page, ['Answer in one paragraph.', 'cache up to here', 'Explain what a mutex is']);
    const reply = await page.locator('.message.reply').textContent();
    assert.ok(reply.length > 100, reply);
  }),
  view('a reply of Responses is read', 'entry=6', async (page) => {
    await seeAll(page, ['Be brief.', 'Name three rivers']);
    assert.ok((await page.locator('.message.reply').textContent()).length > 20);
  }),
  view(
    'a stream is a timeline that can be replayed, up to where the fault cut it',
    'entry=12&tab=stream',
    async (page) => {
      await seeAll(page, ['6 frames', 'first after', 'The stream was broken here by the fault cut']);
      await page.getByRole('button', { name: 'Replay' }).click();
      await until('all frames were played', async () => (await page.locator('.frame.played').count()) === 6);
      assert.ok((await page.locator('.replay pre').textContent()).trim().length > 3);
    },
  ),
  view('a request is shown as a tree and raw', 'entry=3&tab=request', async (page) => {
    await seeAll(page, ['POST /v1/chat/completions', '"gpt-4o"']);
    await page.getByRole('button', { name: 'Raw' }).click();
    await seeAll(page, ['"tool_call_id"']);
    await page.getByText(/^\d+ headers$/).click();
    await seeAll(page, ['[redacted]']);
  }),
  view('a response is shown with its headers', 'entry=3&tab=response', async (page) => {
    await seeAll(page, ['HTTP/1.1 200', 'A stream, joined', '"assistant"']);
    await page.getByText(/^\d+ headers$/).click();
    await seeAll(page, ['x-llmulator-fixture']);
  }),
  view('a refusal says the rule with its sentence and grade', 'entry=8&tab=why', (page) =>
    seeAll(page, ['chat/number-too-big', 'A number is not above its maximum.', 'spec']),
  ),
  view('a fault says why it was due', 'entry=10&tab=why', (page) => seeAll(page, ['rate-limited', 'only the first 1'])),
  view('an exchange is compared with the one before it', 'entry=4&tab=compare', async (page) => {
    await page.locator('.line.added').getByText('And tomorrow?').waitFor();
    assert.equal(await page.getByLabel('Compare with').inputValue(), '3');
    await page.getByLabel('Compare with').selectOption('2');
    await page.locator('.line.added').getByText('tool_call_id').waitFor();
    assert.match(page.url(), /other=2/);
  }),
  view('an agent is one session with its totals', 'view=sessions', async (page) => {
    const session = page.getByRole('region', { name: 'Session that begins with exchange 2', exact: true });
    await session.getByText('3 exchanges').waitFor();
    await session.getByText(/tokens in, \d+ out/).waitFor();
    await session.getByRole('button').nth(1).click();
    await page.getByRole('region', { name: 'Exchange 3', exact: true }).waitFor();
  }),
  view('an entry that is gone is said to be', 'entry=999999', (page) =>
    page.getByText('Exchange 999999 is no longer kept.').waitFor(),
  ),
  view('faults and pace are set and taken back', 'view=controls&namespace=switched', async (page) => {
    await page.getByRole('button', { name: 'server-error', exact: true }).click();
    assert.equal(await page.getByLabel(/^A plan/).inputValue(), 'server-error;first=1');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByText('0 of 0 requests').waitFor();
    await page.getByRole('button', { name: 'Remove all' }).click();
    await page.getByText('None is in force.').waitFor();
    await page.getByLabel(/^A plan/).fill('cutt');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByText(/did you mean cut/).waitFor();
    await page.getByRole('button', { name: 'slow', exact: true }).click();
    await page.getByText('The pace is slow.').waitFor();
    await page.getByRole('button', { name: "the emulator's" }).click();
  }),
];
