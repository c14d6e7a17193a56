import type { Json, JsonObject } from '../../../server/core';
import { ask, textIn, turnsFor } from './prompts';

const text = { type: 'string' };

async function instanceFor(user: string, schema: JsonObject, seed = 1): Promise<Json> {
  const prompt = ask(user, { output: { type: 'json-schema', name: 'it', schema, strict: true } });
  return JSON.parse(textIn((await turnsFor(prompt, { seed })).turn)) as Json;
}

const object = (properties: JsonObject): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});

describe('an answer in a schema takes its values from the question', () => {
  it.each([
    [
      'Alice and Bob are going to a science fair on Friday.',
      object({ date: text, participants: { type: 'array', items: text } }),
      { date: 'Friday', participants: ['Alice', 'Bob'] },
    ],
    ['Jane, 54 years old', object({ name: text, age: { type: 'integer' } }), { name: 'Jane', age: 54 }],
    [
      'I love it!',
      object({ sentiment: { type: 'string', enum: ['negative', 'positive'] } }),
      { sentiment: 'positive' },
    ],
    [
      'Write to ann@example.org',
      object({ contact: { type: 'string', format: 'email' } }),
      { contact: 'ann@example.org' },
    ],
    ['Make it blue', object({ shade: { type: 'string', enum: ['red', 'blue'] } }), { shade: 'blue' }],
    ['anything', object({ kind: { const: 'fixed' } }), { kind: 'fixed' }],
  ])('%s', async (user, schema, expected) => expect(await instanceFor(user, schema)).toEqual(expected));
});

describe('an answer keeps the bounds of its schema', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('with seed %i', async (seed) => {
    const made = (await instanceFor(
      'anything',
      object({
        five: { type: 'integer', multipleOf: 5, exclusiveMinimum: 10, maximum: 30 },
        share: { type: 'number', minimum: 0, maximum: 1 },
        below: { type: 'number', exclusiveMaximum: -3 },
        long: { type: 'string', minLength: 20, maxLength: 22 },
        short: { type: 'string', maxLength: 2 },
        code: { type: 'string', pattern: '^[A-Z]{3}$' },
        list: { type: 'array', items: { type: 'boolean' }, minItems: 3, maxItems: 3 },
        at: { type: 'string', format: 'date-time' },
        id: { type: 'string', format: 'uuid' },
        maybe: { type: ['null', 'string'] },
        either: { anyOf: [{ type: 'null' }, { $ref: '#/$defs/inner' }] },
      }),
      seed,
    )) as Record<string, never>;
    expect([15, 20, 25, 30]).toContain(made['five']);
    expect(made['share']).toBeGreaterThanOrEqual(0);
    expect(made['share']).toBeLessThanOrEqual(1);
    expect(made['below']).toBeLessThan(-3);
    expect(made['long']).toMatch(/^.{20,22}$/u);
    expect(made['short']).toMatch(/^.{0,2}$/u);
    expect(made['code']).toMatch(/^[A-Z]{3}$/);
    expect(made['list']).toHaveLength(3);
    expect(made['at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(made['id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(typeof made['maybe']).toBe('string');
  });

  it('follows references and ends recursion', async () => {
    const schema: JsonObject = {
      ...object({ value: { $ref: '#/$defs/value' }, next: { anyOf: [{ $ref: '#' }, { type: 'null' }] } }),
      $defs: { value: { type: 'integer', minimum: 3, maximum: 3 } },
    };
    const made = JSON.stringify(await instanceFor('anything', schema));
    expect(made).toMatch(/^(?:\{"value":3,"next":)+null\}+$/);
  });
});

describe('JSON without a schema', () => {
  it('is an object', async () => {
    const { turn } = await turnsFor(ask('Tell me about bread', { output: { type: 'json' } }));
    expect(JSON.parse(textIn(turn))).toEqual({ topic: 'bread', answer: expect.any(String) });
  });
});

describe('an answer obeys what SDKs move from the schema into its descriptions', () => {
  it.each<[string, JsonObject, RegExp]>([
    ['a range in braces', { type: 'integer', description: '{minimum: 3, maximum: 4}' }, /^[34]$/],
    [
      'values in braces',
      { type: 'string', description: 'A colour.\n\n{enum: ["teal","ochre"]}' },
      /^"(?:teal|ochre)"$/,
    ],
    [
      'a text in which another key seems to stand',
      { type: 'string', description: '{const: "a, minimum: 3"}' },
      /^"a, minimum: 3"$/,
    ],
    [
      'a list of sentences',
      { type: 'string', description: 'A code.\npattern: ^[A-Z]{2};x$; max length: 9.' },
      /^"[A-Z]{2};x"$/,
    ],
    [
      'a number among them',
      { type: 'number', description: 'exclusive minimum: 10; multiple of: 2.5.' },
      /^(?:1[2-9]|[2-9]\d|\d{3,})(?:\.5)?$/,
    ],
  ])('%s', async (_what, schema, form) => {
    for (const seed of [1, 2, 3]) {
      const made = (await instanceFor('anything at all', object({ it: schema }), seed)) as { it: Json };
      expect(JSON.stringify(made.it)).toMatch(form);
    }
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      'what the schema says itself goes before',
      { type: 'integer', minimum: 5, maximum: 5, description: '{minimum: 1, maximum: 2}' },
      /^5$/,
    ],
    ['what cannot be kept is passed over', { type: 'integer', description: '{minimum: 9, maximum: 1}' }, /^-?\d+$/],
    ['what is no keyword says nothing', { type: 'boolean', description: 'one of: true; false.' }, /^(?:true|false)$/],
  ])('%s', async (_what, schema, form) => {
    const made = (await instanceFor('anything at all', object({ it: schema }))) as { it: Json };
    expect(JSON.stringify(made.it)).toMatch(form);
  });
});

describe('an answer in JSON keeps a schema that the words tell', () => {
  const schema = JSON.stringify(object({ city: text, stars: { type: 'integer', minimum: 1, maximum: 5 } }));
  const wanted = { city: 'Oslo', stars: expect.any(Number) };

  it.each([
    ['the system prompt', ask('A hotel in Oslo', { system: `JSON schema:\n${schema}\nYou MUST answer with JSON.` })],
    ['the question', ask(`A hotel in Oslo. Answer in JSON by this schema: ${schema}`)],
    [
      'the question, after an example',
      ask(`A hotel in Oslo, as JSON. {"properties": {"foo": {"type": "string"}}} has {"foo": "bar"}. Yours: ${schema}`),
    ],
  ])('in %s', async (_where, prompt) => {
    const { turn } = await turnsFor({ ...prompt, output: { type: 'json' } });
    expect(JSON.parse(textIn(turn))).toEqual(wanted);
  });

  it('but not one that nothing keeps', async () => {
    const none = '{"type": "object", "properties": {"a": false}, "required": ["a"]}';
    const { turn } = await turnsFor(ask(`Go on. ${none}`, { output: { type: 'json' } }));
    expect(JSON.parse(textIn(turn))).toEqual(expect.any(Object));
  });
});
