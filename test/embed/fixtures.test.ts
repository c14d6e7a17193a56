import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createEmulator, defineFixture, type Emulator, type Fixture } from '../../server';
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
  ])('%s', async (_name, when, body, matches) => {
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
      why: 'the fixture "busy" asks for it',
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

describe('what no fixture may be is refused with place and reason', () => {
  const refused = async (text: string): Promise<string> => {
    const file = written('bad.yaml', text);
    return createEmulator({ listen: false, fixtures: [file] }).then(
      () => 'it started',
      (error: Error) => error.message.replace(/^.*bad\.yaml/gm, 'bad.yaml'),
    );
  };
  const one = (members: string): string => `fixtures:\n  - ${members}\n`;

  test.each([
    [
      'look-around',
      one('{ when: { user: "/(?!x)y/" }, reply: x }'),
      /bad\.yaml:2:15: .*without look-around and back-references.*\(\?!/,
    ],
    ['a pattern without slashes', one('{ when: { user: { matches: x } }, reply: x }'), /between slashes, such as/],
    ['an empty criterion', one('{ when: { user: {} }, reply: x }'), /expected at least one key/],
    [
      'no path',
      one('{ when: { body: { "$[": 1 } }, reply: x }'),
      /a JSONPath \(RFC 9535\) without match\(\) and search\(\)/,
    ],
    [
      'a path with a pattern',
      one('{ when: { body: { "$[?search(@.a, \'(a+)+\')]": 1 } }, reply: x }'),
      /a JSONPath \(RFC 9535\) without match/,
    ],
    ['no answer', one('{ when: {} }'), /2:5: fixtures\[0\]\.reply is missing/],
    ['two answers', one('{ reply: x, replies: [y] }'), /expected either reply or replies/],
    ['afterwards of nothing', one('{ reply: x, afterwards: none }'), /expected replies beside it/],
    ['parts and text', one('{ reply: { text: x, parts: [{ text: y }] } }'), /expected either parts or text/],
    [
      'a part of two kinds',
      one('{ reply: { parts: [{ text: x, refusal: y }] } }'),
      /expected one of text, reasoning, call, refusal, json, file/,
    ],
    ['a part of no kind', one('{ reply: { parts: [{ txt: x }] } }'), /unknown key .*txt; did you mean text\?/],
    ['raw words', one('{ reply: { text: x, raw: { status: 500 } } }'), /expected raw without anything that is said/],
    [
      'a stray stop sequence',
      one('{ reply: { text: x, stop_sequence: y } }'),
      /expected stop: stop-sequence beside it/,
    ],
    ['an unknown fault', one('{ reply: { fault: rate-limit } }'), /expected a fault such as rate-limited/],
    ['an unknown parameter', one('{ reply: { fault: "cut;aftr=5" } }'), /expected no aftr of cut, which has after/],
    ['a bad parameter', one('{ reply: { fault: "cut;after=-5" } }'), /expected another after of cut: /],
    [
      'another template',
      one('{ reply: { template: true, text: "{{> secrets}}" } }'),
      /expected a template that can be read \(\{\{> secrets\}\} would read another template\)/,
    ],
    [
      'a template that does not end',
      one('{ reply: { template: true, text: "{{#a}}" } }'),
      /expected a template that can be read \(Unclosed section/,
    ],
    [
      'a template that reads code',
      one('{ reply: { template: true, text: "{{request.constructor.name}}" } }'),
      /a template that reads nothing but data/,
    ],
    [
      'a template of the unknown',
      one('{ reply: { template: true, text: "{{env.HOME}}" } }'),
      /names that begin with request, captures, fake, state, unlike \{\{env\.HOME\}\}/,
    ],
    [
      'a capture that is none',
      one('{ when: { user: "/(?<id>x)/" }, reply: { template: true, text: "{{captures.di}}" } }'),
      /a named group of a pattern in when for \{\{captures\.di\}\}; there are id/,
    ],
    [
      'a value that nobody makes up',
      one('{ reply: { template: true, text: "{{fake.nme}}" } }'),
      /a kind of value that can be made up, unlike \{\{fake\.nme\}\}/,
    ],
    [
      'a header that is none',
      one('{ reply: { text: x, headers: { "a b": c } } }'),
      /2:36: .*expected a name that a header may have/,
    ],
    [
      'a header of other letters',
      one('{ reply: { text: x, headers: { a: 诗 } } }'),
      /expected a value of printable ASCII/,
    ],
    ['a folder', one('{ reply: { file: . } }'), /file "\." lies outside/],
    [
      'a file elsewhere',
      one('{ reply: { file: ../x.txt } }'),
      /bad\.yaml:2:5: file "\.\.\/x\.txt" lies outside the folder of this file/,
    ],
    ['a file that is not there', one('{ reply: { file: x.txt } }'), /file "x\.txt" is not there/],
    [
      'an alias in itself',
      'fixtures: &all\n  - when: { any: *all }\n    reply: x\n',
      /bad\.yaml:2:18: \*all stands inside of what it names/,
    ],
    [
      'branches in the middle',
      'scripts:\n  - turns:\n      - branches: [[{ user: a, reply: b }], [{ user: c, reply: d }]]\n      - { user: x, reply: y }\n',
      /expected branches as the last of the turns/,
    ],
    [
      'branches that say something',
      'scripts:\n  - turns:\n      - { user: x, branches: [[{ user: a, reply: b }], [{ user: c, reply: d }]] }\n',
      /expected branches alone, without user/,
    ],
    [
      'a turn without an answer',
      'scripts:\n  - turns:\n      - user: x\n',
      /scripts\[0\]\.turns\[0\]\.reply is missing/,
    ],
  ])('%s', async (_name, text, words) => {
    expect(await refused(text)).toMatch(words);
  });

  test('aliases that grow without end', async () => {
    const rows = Array.from(
      { length: 9 },
      (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`,
    );
    expect(await refused(`a0: &a0 [x]\n${rows.join('\n')}\n`)).toMatch(/bad\.yaml:2:10: aliases that grow too large/);
  });

  test('what is not UTF-8', async () => {
    const file = written(
      'bad.yaml',
      Buffer.from([...Buffer.from('fixtures: []\n# caf'), 0xe9, 0x0a]) as unknown as string,
    );
    await expect(createEmulator({ listen: false, fixtures: [file] })).rejects.toThrow(
      /bad\.yaml:2:6: the file is not UTF-8 from here on/,
    );
  });

  test('a link that leads elsewhere', async () => {
    const file = written('bad.yaml', one('{ reply: { file: link.txt } }'));
    symlinkSync(written('secret.txt', 'secret'), join(dirname(file), 'link.txt'));
    await expect(createEmulator({ listen: false, fixtures: [file] })).rejects.toThrow(
      'file "link.txt" leads outside the folder of this file',
    );
  });

  test('a file that is too large', async () => {
    const file = written('bad.yaml', 'fixtures: []\n');
    truncateSync(file, 100_000_000);
    await expect(createEmulator({ listen: false, fixtures: [file] })).rejects.toThrow(
      /bad\.yaml:1:1: the file has 100000000 bytes; at most 33554432 are read/,
    );
  });

  test('a file by a program, which has no folder', () =>
    expect(fixed([{ when: {}, reply: { file: 'x.txt' } }])).rejects.toThrow(
      'fixtures[0]: only a fixture of a file may name a file',
    ));

  test("a program's object that holds itself", () => {
    const fixture: { when: object; reply: string; self?: unknown } = { when: {}, reply: 'x' };
    fixture.self = fixture;
    return expect(fixed([fixture as never])).rejects.toThrow('a fixture is plain data, which this is not');
  });
});
