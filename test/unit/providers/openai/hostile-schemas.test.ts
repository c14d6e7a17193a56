import type { JsonObject } from '../../../../server/core';
import { schemaFault } from '../../../../server/providers/openai/dialect/strict-schema/check-schema';

const closed = (properties: JsonObject): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

const chain = (levels: number): JsonObject => {
  let schema: JsonObject = { type: 'string' };
  for (let level = 0; level < levels; level += 1) schema = { type: 'array', items: schema };
  return closed({ a: schema });
};

const wide = (count: number): JsonObject =>
  closed(Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, { type: 'string' }])));

const judge = (schema: JsonObject, strict: boolean) =>
  schemaFault({ schema, strict, use: 'function', older: true })?.rule;

/** Milliseconds of CPU time, which other processes do not lengthen. */
const timed = (work: () => void): number => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

describe('schemas that want to hurt', () => {
  test.each([true, false])('10,000 levels are refused, not walked (strict: %s)', (strict) => {
    expect(judge(chain(10_000), strict)).toBe('schema-unprocessable');
  });

  test('100,000 properties are counted', () => {
    expect(judge(wide(100_000), true)).toBe('strict-property-count');
    expect(judge(wide(100_000), false)).toBeUndefined();
  });

  test('ten times as many properties take no hundred times as long', () => {
    judge(wide(10_000), true);
    const few = timed(() => judge(wide(10_000), true));
    const many = timed(() => judge(wide(100_000), true));
    expect(many).toBeLessThan(50 * Math.max(few, 10));
  });

  test('references that chase each other end', () => {
    const $defs = { A: { $ref: '#/$defs/B' }, B: { $ref: '#/$defs/A' } };
    expect(judge({ ...closed({ a: { $ref: '#/$defs/A' } }), $defs }, true)).toBeUndefined();
  });

  test('names that every object inherits are no definitions', () => {
    const schema = { ...closed({ a: { $ref: '#/$defs/constructor' } }), $defs: {} };
    expect(judge(schema, true)).toBe('strict-ref-unresolved');
  });
});
