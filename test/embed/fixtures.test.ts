import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineFixture, type Emulator, type Fixture } from '../../server';
import { type Answer, send } from '../support/http';
import { still } from '../support/start';
import { written } from '../support/written';

const chat = (user: string, more: object = {}) => ({
  model: 'deepseek-r1',
  messages: [{ role: 'user', content: user }],
  ...more,
});

const ask = (emulator: Emulator, body: object, headers: Record<string, string> = {}): Promise<Answer> =>
  send(emulator, { path: '/v1/chat/completions', body, headers });

const said = ({ text }: Answer): string => JSON.parse(text).choices?.[0]?.message.content ?? text;

const fixed = (fixtures: readonly (string | Fixture)[], more = {}) => still({ fixtures, ...more });

describe('when', () => {
  test.each<[string, Fixture['when'], object, boolean]>([
    ['a pattern between slashes', { user: '/^order (\\d+)$/' }, chat('order 12'), true],
    ['a glob', { user: { glob: 'order * please' } }, chat('Order 12, please'), true],
    ['contains, but not', { user: { contains: 'order', not: { contains: 'cancel' } } }, chat('cancel my order'), false],
    [
      'any message',
      { message: { contains: 'first' } },
      chat('x', {
        messages: [
          { role: 'user', content: 'the first' },
          { role: 'assistant', content: 'yes' },
          { role: 'user', content: 'x' },
        ],
      }),
      true,
    ],
    ['a header by pattern', { headers: { 'X-Tenant': '/^a/' } }, chat('x'), true],
    ['a header that must be absent', { headers: { 'x-tenant': false } }, chat('x'), false],
    ['metadata', { metadata: { flow: 'booking' } }, chat('x', { metadata: { flow: 'Booking' } }), true],
    ['a number of the body', { body: { '$.temperature': { max: 0.5 } } }, chat('x', { temperature: 0.3 }), true],
    ['a number out of the range', { body: { temperature: { above: 0.3 } } }, chat('x', { temperature: 0.3 }), false],
    ['a member that must be absent', { body: { '$.tools': { exists: false } } }, chat('x'), true],
    ['a deep value', { body: { '$.messages[*].content': 'x' } }, chat('x'), true],
    ['any of several', { any: [{ user: 'y' }, { model: 'deepseek-r1' }] }, chat('x'), true],
    ['all of several', { all: [{ user: 'x' }, { model: 'gpt-4o' }] }, chat('x'), false],
    ['not', { not: { user: 'x' } }, chat('x'), false],
    ['a range of turns', { turn: { min: 2 } }, chat('x'), false],
  ])('%s', async (...[, when, body, matches]) => {
    const emulator = await fixed([{ when, reply: 'mine' }]);
    const answer = await ask(emulator, body, { 'x-tenant': 'acme' });
    expect([answer.status, said(answer) === 'mine']).toEqual([200, matches]);
  });

  test('the greatest priority goes before the most specific', async () => {
    const emulator = await fixed([
      { when: { user: 'x' }, reply: 'exact' },
      { when: {}, priority: 1, reply: 'first' },
    ]);
    expect(said(await ask(emulator, chat('x')))).toBe('first');
  });

  test('a header that fixtures look at tells equal bodies apart', async () => {
    const emulator = await fixed([{ when: { headers: { 'x-tenant': 'a' } }, reply: 'for a' }]);
    expect(said(await ask(emulator, chat('x'), { 'x-tenant': 'a' }))).toBe('for a');
    expect(said(await ask(emulator, chat('x'), { 'x-tenant': 'b' }))).not.toBe('for a');
  });

  test('a pattern that explodes elsewhere is answered at once', async () => {
    const emulator = await fixed([{ when: { user: '/^(a+)+$/' }, reply: 'mine' }]);
    const answer = await ask(emulator, chat(`${'a'.repeat(30_000)}!`));
    expect(said(answer)).not.toBe('mine');
  });
});

describe('reply', () => {
  test('JSON, stop, usage and headers as they are written', async () => {
    const emulator = await fixed([
      {
        when: {},
        reply: { json: { a: [1] }, stop: 'length', usage: { input: 7, output: 9 }, headers: { 'X-Mine': 'yes' } },
      },
    ]);
    const { headers, text } = await ask(emulator, chat('x'));
    expect(headers['x-mine']).toBe('yes');
    expect(JSON.parse(text)).toMatchObject({
      choices: [{ message: { content: '{"a":[1]}' }, finish_reason: 'length' }],
      usage: { prompt_tokens: 7, completion_tokens: 9, total_tokens: 16 },
    });
  });

  test('templates take captures, values of the request, and values that are made up from the seed', async () => {
    const fixture = defineFixture({
      when: { user: '/order (?<id>\\d+)/' },
      reply: {
        template: true,
        text: 'Order {{captures.id}} for {{fake.name}} at {{request.body.temperature}}, {{request.headers.x-tenant}}: <{{request.user}}>',
      },
    });
    const first = said(
      await ask(await fixed([fixture]), chat('my order 77', { temperature: 0.5 }), { 'x-tenant': 'acme' }),
    );
    expect(first).toMatch(/^Order 77 for \S.+ at 0\.5, acme: <my order 77>$/);
    const again = await ask(await fixed([fixture]), chat('my order 77', { temperature: 0.5 }), { 'x-tenant': 'acme' });
    expect(said(again)).toBe(first);
    const other = await ask(await fixed([fixture], { seed: 5 }), chat('my order 77', { temperature: 0.5 }), {
      'x-tenant': 'acme',
    });
    expect(said(other)).not.toBe(first);
  });

  test('a template that this request cannot fill is told, and no secret is filled in', async () => {
    const emulator = await fixed([
      { name: 'greedy', when: {}, reply: { template: true, text: '{{request.headers.authorization}}' } },
    ]);
    const { status, text } = await ask(emulator, chat('x'));
    expect(status).toBe(500);
    expect(text).toContain('fixture \\"greedy\\" says {{request.headers.authorization}}, and this request has none.');
  });

  test('a raw reply goes past all rules', async () => {
    const emulator = await fixed([
      { when: {}, reply: { raw: { status: 418, headers: { 'x-pot': 'tea' }, body: 'short' } } },
    ]);
    const { status, headers, text } = await ask(emulator, chat('x'));
    expect([status, headers['x-pot'], headers['content-type'], text]).toEqual([
      418,
      'tea',
      'text/plain; charset=utf-8',
      'short',
    ]);
  });

  test('a fault, by a line or by its members, in the words of the house', async () => {
    const emulator = await fixed([
      { name: 'busy', when: { user: 'line' }, reply: { fault: 'rate-limited;retry=7' } },
      { when: { user: 'members' }, reply: { fault: { kind: 'rate-limited', retry: 7 } } },
    ]);
    for (const user of ['line', 'members']) {
      const { status, headers } = await ask(emulator, chat(user));
      expect([status, headers['retry-after'], headers['x-llmulator-fault']]).toEqual([429, '7', 'rate-limited']);
    }
    expect(emulator.journal.entries()[0]).toMatchObject({
      fault: 'rate-limited',
      why: expect.stringMatching(/^Refuses with 429.*\. The fixture "busy" asks for it\.$/),
    });
  });

  test('what says nothing leaves the words to the generator', async () => {
    const emulator = await fixed([{ when: { user: 'x' }, reply: { headers: { 'x-mine': 'yes' } } }]);
    const answer = await ask(emulator, chat('x'));
    expect([answer.status, answer.headers['x-mine'], said(answer).length > 0]).toEqual([200, 'yes', true]);
  });

  test('a file below the folder of the fixture file', async () => {
    const file = written(
      'mine.yaml',
      'fixtures:\n  - when: { user: red }\n    reply: { template: true, file: poem.txt }\n',
    );
    writeFileSync(join(dirname(file), 'poem.txt'), 'Roses are {{request.user}}.');
    expect(said(await ask(await fixed([file]), chat('red')))).toBe('Roses are red.');
  });
});
