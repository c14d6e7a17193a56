import { send } from '../support/http';
import { still } from '../support/start';

test('a pattern of stars for rule ids is answered at once', async () => {
  const target = await still({ service: 'vendor' });
  const { status, text } = await send(target, {
    method: 'GET',
    path: `/_llmulator/rules?pattern=${'*'.repeat(30)}x`,
  });
  expect(status).toBe(200);
  expect(text).not.toContain('chat/unknown-key');
});

test.each(['/v1/messages/count_tokens', '/v1/messages'])(
  'six megabytes without a break are counted or refused by %s, never a fault of ours',
  async (path) => {
    const { status, text } = await send(await still({ service: 'vendor' }), {
      path,
      headers: { 'x-api-key': 'sk-test', 'anthropic-version': '2023-06-01' },
      body: {
        model: 'claude-sonnet-4-5',
        ...(path.endsWith('messages') ? { max_tokens: 16 } : {}),
        messages: [{ role: 'user', content: 'a'.repeat(6_000_000) }],
      },
    });
    expect(status === 200 || status === 400 ? '' : text.slice(0, 500)).toBe('');
  },
);
