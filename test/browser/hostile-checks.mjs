// Texts, bytes and sizes that clients should not send are shown as what they are.
import assert from 'node:assert/strict';
import { withPage } from './browser.mjs';
import { clientOf } from './fill.mjs';

const EVIL = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>"\'>{{x}}';

const wasBroken = (page) => page.evaluate(() => window.broken);

const evilMessages = (evil) => [
  { role: 'system', content: evil },
  {
    role: 'user',
    content: [
      { type: 'text', text: evil },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,bm8gaW1hZ2U=' } },
      { type: 'image_url', image_url: { url: `javascript:window.broken=1//${evil}` } },
    ],
  },
  {
    role: 'assistant',
    content: evil,
    tool_calls: [{ id: evil, type: 'function', function: { name: evil, arguments: evil } }],
  },
  { role: 'tool', tool_call_id: evil, content: evil },
];

export const hostileChecks = [
  {
    title: 'markup in every field is text',
    run: async ({ browser, page: url, url: base }) => {
      const namespace = '<script>window.broken=1</script>';
      const client = clientOf(base, namespace);
      await client.control('/fixtures', [{ name: EVIL, when: { user: 'evil' }, reply: { text: EVIL } }]);
      await client.post('/v1/chat/completions', { model: EVIL, messages: evilMessages(EVIL) }, { 'x-evil': EVIL });
      await client.chat('evil');
      await client.chat('evil', { stream: true });
      await client.chat(EVIL, { temperature: EVIL });
      await withPage(browser, { url: `${url}?namespace=${encodeURIComponent(namespace)}` }, async (page) => {
        await page.getByText('4 in all').waitFor();
        assert.equal(await page.getByLabel('Namespace').inputValue(), namespace);
        for (const key of ['j', 'j', 'j', 'j']) {
          await page.keyboard.press(key);
          for (const tab of ['1', '2', '3', '4', '5', '6']) {
            await page.keyboard.press(tab);
            await page.locator('.panel').waitFor();
            await page.waitForTimeout(40);
          }
        }
        await page.getByRole('tab', { name: 'Conversation' }).click();
        await page.locator('.exchange').getByText('an image that cannot be read').waitFor();
        await page.getByRole('button', { name: 'Sessions' }).click();
        await page.locator('.session').first().waitFor();
        assert.equal(await wasBroken(page), undefined);
        assert.equal(await page.locator('#app script, #app img[src="x"]').count(), 0);
      });
    },
  },
  {
    title: 'bytes that are no text, broken JSON and a bare number are shown',
    run: async ({ browser, page: url, url: base }) => {
      const client = clientOf(base, 'broken');
      const send = (body) =>
        fetch(`${base}/v1/chat/completions`, {
          method: 'POST',
          body,
          headers: { authorization: 'Bearer sk-any@broken', 'content-type': 'application/json' },
        });
      await send(Buffer.from([0xff, 0xfe, 0x00, 0x80]));
      await client.post('/v1/chat/completions', '{"model": "gpt-4o", "messages": [');
      await client.post('/v1/chat/completions', '7');
      await client.post('/v1/chat/completions', `${'['.repeat(3_000)}${']'.repeat(3_000)}`);
      await client.post('/v1/chat/completions', { model: 7, messages: 'none', tools: [null, 3], input: [null] });
      await withPage(browser, { url: `${url}?namespace=broken` }, async (page) => {
        await page.getByText('5 in all').waitFor();
        for (const _entry of [1, 2, 3, 4, 5]) {
          await page.keyboard.press('j');
          for (const tab of ['1', '2', '3', '4', '5', '6']) {
            await page.keyboard.press(tab);
            await page.locator('.panel').waitFor();
          }
        }
        await page.getByRole('tab', { name: 'Request' }).click();
        await page.locator('.panel pre', { hasText: 'ÿþ' }).waitFor();
      });
    },
  },
  {
    title: 'a body of 30 MB is cut, with a way to see all',
    run: async ({ browser, page: url, url: base }) => {
      await clientOf(base, 'large').chat(`${'lorem ipsum '.repeat(2_600_000)}the end`);
      await withPage(browser, { url: `${url}?namespace=large&entry=1` }, async (page) => {
        const all = page.getByRole('button', { name: /^Show all 3\d\.\d million characters/ });
        await all.waitFor({ timeout: 20_000 });
        const shown = await page
          .locator('.message pre')
          .first()
          .evaluate((box) => box.textContent.length);
        assert.ok(shown < 50_000);
        await page.getByRole('tab', { name: 'Request' }).click();
        await page.getByRole('button', { name: /^Show all/ }).waitFor();
      });
    },
  },
];
