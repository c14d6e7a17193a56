import { send } from '../support/http';
import { still } from '../support/start';

/** A chain of rules, each of which says the next one twice. */
const doubling = (rules: number): string =>
  `start: r0\n${Array.from({ length: rules }, (_, at) => `r${at}: r${at + 1} r${at + 1}`).join('\n')}\nr${rules}: "a"`;

const grammars: Readonly<Record<string, string>> = {
  'a great repeat': 'start: "a"~1000000000',
  'nested repeats': 'start: (("a"~10000)~10000)~10000',
  'doubling rules': doubling(40),
  'many repeats of one atom': `start: "a"${'~2'.repeat(20_000)}`,
  'an optional great repeat': 'start: ("a"~1000000000)~0..1000000000 "b"~1..1000000000',
};

describe('a grammar is answered or refused, and never stops the process', () => {
  test.each(Object.keys(grammars))('%s', async (name) => {
    const format = { type: 'grammar', syntax: 'lark', definition: grammars[name] };
    const { status, headers, text } = await send(await still({ service: 'vendor' }), {
      path: '/v1/responses',
      body: {
        model: 'gpt-5',
        input: 'say it',
        tools: [{ type: 'custom', name: 'sayer', format }],
        tool_choice: { type: 'custom', name: 'sayer' },
      },
    });
    expect([status, headers['x-llmulator-bug']]).toEqual([status < 500 ? status : 0, undefined]);
    if (name === 'doubling rules') {
      expect(text).toContain('its shortest texts take more work than llmulator spends on one');
    }
  });
});

/** Definitions that name each other twice, through `allOf`. */
const crossed = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => {
      const next = { $ref: `#/$defs/d${(at + 1) % count}` };
      return [`d${at}`, { allOf: [next, next], type: 'object', properties: { x: next } }];
    }),
  );

test.each([2, 8, 30])('%d definitions that name each other twice through allOf are answered', async (count) => {
  const schema = { type: 'object', properties: { a: { $ref: '#/$defs/d0' } }, required: ['a'], $defs: crossed(count) };
  const target = await still({ service: 'vendor' });
  for (const strict of [false, true]) {
    const { status, headers } = await send(target, {
      path: '/v1/chat/completions',
      body: {
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: 'go' }],
        response_format: { type: 'json_schema', json_schema: { name: 's', strict, schema } },
      },
    });
    expect([status < 500, headers['x-llmulator-bug']]).toEqual([true, undefined]);
  }
});
