import { Ajv2020 } from 'ajv/dist/2020';
import type { Emulator } from '../../server';
import { send } from '../support/http';
import { still } from '../support/start';

/**
 * The schemas of the official JSON-Schema-Test-Suite (json-schema-org, MIT; drafts 3 to 2020-12) that OpenAI's strict subset
 * takes as the schema of a member, each once.
 */
const SUITE: readonly (readonly [string, object])[] = [
  ['anyOf: nested anyOf, to check validation semantics', { anyOf: [{ anyOf: [{ type: 'null' }] }] }],
  ['enum: simple enum validation', { enum: [1, 2, 3] }],
  ['enum: heterogeneous enum validation', { enum: [6, 'foo', [], true, { foo: 12 }] }],
  ['enum: heterogeneous enum-with-null validation', { enum: [6, null] }],
  ['enum: enum with escaped characters', { enum: ['foo\nbar', 'foo\rbar'] }],
  ['enum: enum with false does not match 0', { enum: [false] }],
  ['enum: enum with [false] does not match [0]', { enum: [[false]] }],
  ['enum: enum with true does not match 1', { enum: [true] }],
  ['enum: enum with [true] does not match [1]', { enum: [[true]] }],
  ['enum: enum with 0 does not match false', { enum: [0] }],
  ['enum: enum with [0] does not match [false]', { enum: [[0]] }],
  ['enum: enum with 1 does not match true', { enum: [1] }],
  ['enum: enum with [1] does not match [true]', { enum: [[1]] }],
  ['enum: nul characters in strings', { enum: ['hello\u0000there'] }],
  [
    'items: nested items',
    {
      type: 'array',
      items: { type: 'array', items: { type: 'array', items: { type: 'array', items: { type: 'number' } } } },
    },
  ],
  ['multipleOf: float division = inf', { type: 'integer', multipleOf: 0.123456789 }],
  ['multipleOf: small multiple of large integer', { type: 'integer', multipleOf: 1e-8 }],
  ['bignum: integer', { type: 'integer' }],
  ['bignum: number', { type: 'number' }],
  ['bignum: string', { type: 'string' }],
  ['ecmascript-regex: ECMA 262 regex $ does not match trailing newline', { type: 'string', pattern: '^abc$' }],
  ['ecmascript-regex: ECMA 262 regex converts \\t to horizontal tab', { type: 'string', pattern: '^\\t$' }],
  [
    'ecmascript-regex: ECMA 262 regex escapes control codes with \\c and upper letter',
    { type: 'string', pattern: '^\\cC$' },
  ],
  [
    'ecmascript-regex: ECMA 262 regex escapes control codes with \\c and lower letter',
    { type: 'string', pattern: '^\\cc$' },
  ],
  ['ecmascript-regex: ECMA 262 \\d matches ascii digits only', { type: 'string', pattern: '^\\d$' }],
  ['ecmascript-regex: ECMA 262 \\D matches everything but ascii digits', { type: 'string', pattern: '^\\D$' }],
  ['ecmascript-regex: ECMA 262 \\w matches ascii letters only', { type: 'string', pattern: '^\\w$' }],
  ['ecmascript-regex: ECMA 262 \\W matches everything but ascii letters', { type: 'string', pattern: '^\\W$' }],
  ['ecmascript-regex: ECMA 262 \\s matches whitespace', { type: 'string', pattern: '^\\s$' }],
  ['ecmascript-regex: ECMA 262 \\S matches everything but whitespace', { type: 'string', pattern: '^\\S$' }],
  ['float-overflow: all integers are multiples of 0.5, if overflow is handled', { type: 'integer', multipleOf: 0.5 }],
  [
    'ref: naive replacement of $ref with its destination is not correct',
    { $defs: { a_string: { type: 'string' } }, enum: [{ $ref: '#/$defs/a_string' }] },
  ],
  ['type: boolean type matches booleans', { type: 'boolean' }],
  ['type: null type matches only the null object', { type: 'null' }],
  ['type: multiple types can be specified in an array', { type: ['integer', 'string'] }],
  ['type: type as array with one item', { type: ['string'] }],
  [
    'ref: naive replacement of $ref with its destination is not correct',
    { definitions: { a_string: { type: 'string' } }, enum: [{ $ref: '#/definitions/a_string' }] },
  ],
  ['float-overflow: all integers are multiples of 0.5, if overflow is handled', { type: 'number', multipleOf: 0.5 }],
];

describe('law 8, for what the strict subset takes of the JSON Schema Test Suite', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await still({ service: 'vendor' });
  });

  test.each(SUITE)('%s', async (_what, member) => {
    // References of the suite count from its schema's own root.
    const { $defs, definitions, ...it } = member as Record<string, object>;
    const defined = { ...($defs && { $defs }), ...(definitions && { definitions }) };
    const schema = { ...defined, type: 'object', properties: { it }, required: ['it'], additionalProperties: false };
    const format = { type: 'json_schema', json_schema: { name: 'it', schema, strict: true } };
    const body = { model: 'gpt-4o', messages: [{ role: 'user', content: 'go' }], response_format: format };
    const { status, text } = await send(emulator, { path: '/v1/chat/completions', body });
    expect([status, status === 200 ? '' : text]).toEqual([200, '']);
    const value: unknown = JSON.parse(JSON.parse(text).choices[0].message.content);
    // A validator that shares nothing with the one that the generator asks.
    const validator = new Ajv2020({ strict: false, logger: false });
    expect([value, validator.validate(schema, value)]).toEqual([value, true]);
  });
});
