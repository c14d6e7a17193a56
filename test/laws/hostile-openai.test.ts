import type { Emulator } from '../../server';
import { send } from '../support/http';
import { start, still } from '../support/start';

const PATH = '/v1/chat/completions';
const MODEL = '"model":"gpt-4o-mini"';
const MESSAGES = '"messages":[{"role":"user","content":"hi"}]';

/** A good request with one more member. */
const plus = (member: string): string => `{${MODEL},${MESSAGES},${member}}`;
const times = (count: number, item: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => item(at)).join(',');
const tool = (parameters: string): string =>
  plus(`"tools":[{"type":"function","function":{"name":"f","parameters":${parameters}}}]`);

interface Attack {
  readonly raw: string;
  readonly status: 200 | 400;
  /** The fault's code; undefined leaves it open. */
  readonly code?: string | null;
  readonly param?: string | null;
}

const UNPARSEABLE = { status: 400, code: null, param: null } as const;

const attacks: Readonly<Record<string, Attack>> = {
  'ten thousand arrays in each other': {
    raw: plus(`"metadata":${'['.repeat(10_000)}${']'.repeat(10_000)}`),
    ...UNPARSEABLE,
  },
  'a million arrays in each other': { raw: plus(`"stop":${'['.repeat(1e6)}${']'.repeat(1e6)}`), ...UNPARSEABLE },
  'a thousand objects in each other': {
    raw: plus(`"metadata":${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`),
    status: 400,
    code: 'invalid_type',
    param: 'metadata.a',
  },
  'a schema of four hundred levels': {
    raw: tool(`${'{"type":"object","properties":{"a":'.repeat(400)}{"type":"string"}${'}}'.repeat(400)}`),
    status: 400,
    code: 'invalid_function_parameters',
  },
  'a key of 200 KB': { raw: plus(`"${'k'.repeat(200_000)}":1`), status: 400, code: 'unknown_parameter' },
  'a key of 200 KB in metadata': {
    raw: plus(`"metadata":{"${'k'.repeat(200_000)}":"1"}`),
    status: 400,
    code: 'property_name_above_max_length',
  },
  'the key __proto__': { raw: plus('"__proto__":{"a":1}'), status: 400, code: 'unknown_parameter', param: '__proto__' },
  'the key constructor': { raw: plus('"constructor":1'), status: 400, code: 'unknown_parameter', param: 'constructor' },
  'the keys __proto__ and constructor in metadata': {
    raw: plus('"metadata":{"__proto__":"x","constructor":"y"}'),
    status: 200,
  },
  'a bad __proto__ in metadata': {
    raw: plus('"metadata":{"__proto__":7}'),
    status: 400,
    code: 'invalid_type',
    param: 'metadata.__proto__',
  },
  'the role __proto__': {
    raw: `{${MODEL},"messages":[{"role":"__proto__","content":"hi"}]}`,
    status: 400,
    code: 'invalid_value',
    param: 'messages[0].role',
  },
  'a choice of the type constructor': {
    raw: plus('"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":{"type":"constructor"}'),
    status: 400,
    param: 'tool_choice.function',
  },
  'a type that cannot be made a string': {
    raw: plus('"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":{"type":{"toString":1}}'),
    status: 400,
    param: 'tool_choice.function',
  },
  'an effort that cannot be made a string': {
    raw: `{"model":"gpt-5",${MESSAGES},"reasoning_effort":{"toString":1,"valueOf":2}}`,
    status: 400,
    code: 'unsupported_value',
  },
  'properties named __proto__ and constructor': {
    raw: tool('{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"}}}'),
    status: 200,
  },
  'a key twice: the last counts': { raw: `{"model":"gpt-none",${MODEL},${MESSAGES}}`, status: 200 },
  'half a character, the first': { raw: `{${MODEL},"messages":[{"role":"user","content":"\\ud800"}]}`, ...UNPARSEABLE },
  'half a character, the second': {
    raw: `{${MODEL},"messages":[{"role":"user","content":"\\udc00"}]}`,
    ...UNPARSEABLE,
  },
  'both halves': { raw: `{${MODEL},"messages":[{"role":"user","content":"\\ud83d\\ude00"}]}`, status: 200 },
  'a number beyond all numbers': { raw: plus('"temperature":1e400'), ...UNPARSEABLE },
  'a number below all numbers is nought': { raw: plus('"temperature":1e-400'), status: 200 },
  'a number of a million digits': { raw: plus(`"seed":${'9'.repeat(1e6)}`), ...UNPARSEABLE },
  'a number of five hundred decimals': { raw: plus(`"temperature":0.${'0'.repeat(500)}1`), status: 200 },
  'a million messages': {
    raw: `{${MODEL},"messages":[${times(1e6, () => '1')}]}`,
    status: 400,
    code: 'array_above_max_length',
    param: 'messages',
  },
  'a million tools': { raw: plus(`"tools":[${times(1e6, () => '1')}]`), status: 400, code: 'array_above_max_length' },
  'a million parts that are none': {
    raw: `{${MODEL},"messages":[{"role":"user","content":[${times(1e6, () => '1')}]}]}`,
    status: 400,
    code: 'invalid_type',
    param: 'messages[0].content[0]',
  },
  'a million values of an unknown key': {
    raw: plus(`"foo":[${times(1e6, () => '1')}]`),
    status: 400,
    code: 'unknown_parameter',
  },
  'a hundred thousand unknown keys': {
    raw: plus(times(1e5, (at) => `"k${at}":1`)),
    status: 400,
    code: 'unknown_parameter',
    param: 'k0',
  },
  'a hundred thousand faulty biases': {
    raw: plus(`"logit_bias":{${times(1e5, (at) => `"${at}":1000`)}}`),
    status: 400,
    code: 'integer_above_max_value',
    param: 'logit_bias.0',
  },
  'a hundred thousand pairs of metadata': {
    raw: plus(`"metadata":{${times(1e5, (at) => `"${at}":1`)}}`),
    status: 400,
    code: 'object_above_max_properties',
  },
  'a role of a megabyte': {
    raw: `{${MODEL},"messages":[{"role":"${'x'.repeat(1e6)}","content":"hi"}]}`,
    status: 400,
    code: 'invalid_value',
  },
  'a text that breaks off after a megabyte': {
    raw: `{${MODEL},"messages":[{"role":"user","content":"${'a'.repeat(1e6)}`,
    ...UNPARSEABLE,
  },
};

/** Far above what is measured (10 to 100 ms a megabyte), far below what a quadratic step would take. */
const MOST_MS = 500;
const MOST_MS_PER_MEGABYTE = 1_000;

describe('hostile bodies are refused or taken as the grammar says, soon, and break nothing', () => {
  let emulator: Emulator;
  const bugs: string[] = [];
  beforeAll(async () => {
    emulator = await still({ service: 'vendor', report: (message) => bugs.push(message) });
    await send(emulator, { path: PATH, raw: `{${MODEL},${MESSAGES}}` });
  });
  afterEach(() => expect(bugs).toEqual([]));

  test.each(Object.entries(attacks))('%s', async (_, { raw, status, code, param }) => {
    const before = process.cpuUsage();
    const answer = await send(emulator, { path: PATH, raw });
    const { user, system } = process.cpuUsage(before);
    const { error } = JSON.parse(answer.text);
    expect({ status: answer.status, error: error?.message?.slice(0, 200) }).toMatchObject({ status });
    if (code !== undefined) expect(error.code).toBe(code);
    if (param !== undefined) expect(error.param).toBe(param);
    expect((user + system) / 1_000).toBeLessThan(MOST_MS + (raw.length / 1e6) * MOST_MS_PER_MEGABYTE);
  });

  test('bytes that are no UTF-8 are told as each gateway tells them', async () => {
    const listening = await start({ port: 0 });
    const say = async (path: string) => {
      const headers = { authorization: 'Bearer sk-any', 'content-type': 'application/json' };
      const body = Buffer.concat([
        Buffer.from('{"model":"gpt-5","input":"'),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('"}'),
      ]);
      const answer = await fetch(`${listening.urls.base}${path}`, { method: 'POST', headers, body });
      return ((await answer.json()) as { error: object }).error;
    };
    expect(await say(PATH)).toMatchObject({ code: null, message: expect.stringMatching(/^We could not parse/) });
    expect(await say('/v1/responses')).toMatchObject({
      code: 'invalid_request_error',
      message: expect.stringMatching(/^Invalid body: encountered a unicode decode error/),
    });
    await listening.stop();
  });

  test.each([
    ['{"model":"gpt-5","model":"x","input":"hi"}', "duplicate JSON key 'model' at 'model'"],
    ['{"model":"gpt-5","metadata":{"k":"1","k":"2"},"input":"hi"}', "duplicate JSON key 'k' at 'metadata.k'"],
    [
      '{"tools":[{"type":"a"},{"type":"b", "\\u0074ype":"c"}],"model":"gpt-5"}',
      "duplicate JSON key 'type' at 'tools.type'",
    ],
  ])('Responses takes no key twice: %s', async (raw, told) => {
    const answer = await send(emulator, { path: '/v1/responses', raw });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text).error).toMatchObject({
      message: `Invalid body: ${told}. Duplicate JSON keys are not supported.`,
      param: null,
      code: 'invalid_request_error',
    });
  });

  test('a key that only looks repeated is none', async () => {
    const raw = '{"model":"gpt-4o-mini","input":"\\"model\\": \\"model\\":","metadata":{"model":"x","input":"y"}}';
    expect((await send(emulator, { path: '/v1/responses', raw })).status).toBe(200);
  });
});
