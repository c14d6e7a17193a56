import { z } from 'zod';
import { compileChecks, listOf, recordOf } from '../../../server/contract';
import type { CheckContext } from '../../../server/core';

const service: CheckContext['service'] = {
  level: () => undefined,
  ignored: () => [],
  ranges: () => [],
  variants: () => [],
};

const options = [
  z.strictObject({ type: z.literal('plain') }),
  z
    .strictObject({ type: z.literal('secret'), deep: z.boolean().optional().meta({ lock: 'deep' }) })
    .meta({ lock: 'tag' }),
] as const;
const item = z.discriminatedUnion('type', options);

const checks = compileChecks<unknown>({
  surface: 'test',
  schema: z.strictObject({
    items: z.array(item).optional(),
    list: listOf(item, { max: 2 }).optional(),
    map: recordOf({ value: item, called: 'a map' }).optional(),
    extra: z.string().nullish().meta({ lock: 'key' }),
    named: z
      .strictObject({ a: z.int().optional().meta({ lock: 'key' }) })
      .meta({ expected: 'a name' })
      .optional(),
  }),
  order: { first: [], unknownKeys: 'last', fields: [] },
  rules: [],
  opens: ({ opened = '' }) => new Set(opened.split(' ')),
});

const faults = (body: unknown, opened = ''): string[] =>
  checks
    .shape(body, { service, headers: { opened }, profile: undefined })
    .errors.map(({ rule, tagged, facts: { allowed } }) =>
      `${tagged.join('.')} ${rule} ${allowed?.join() ?? ''}`.trim(),
    );

test('a member behind a closed lock is an unknown key', () => {
  expect(faults({ extra: 'x' })).toEqual(['extra unknown-key']);
  expect(faults({ extra: 'x' }, 'key')).toEqual([]);
  expect(faults({ extra: 1 }, 'key')).toEqual(['extra wrong-type']);
});

test('an option behind a closed lock is an unknown tag, and is not listed', () => {
  const secret = { type: 'secret' };
  expect(faults({ items: [secret] })).toEqual(['items.0 unknown-tag plain']);
  expect(faults({ items: [{ type: 'x' }] }, 'tag')).toEqual(['items.0 unknown-tag plain,secret']);
  expect(faults({ items: [secret] }, 'tag')).toEqual([]);
});

test('locks stand inside one another, and inside lists and records that look at their members themselves', () => {
  const secret = { type: 'secret', deep: true };
  for (const body of [{ items: [secret] }, { list: [secret] }, { map: { a: secret } }]) {
    expect(faults(body)).toHaveLength(1);
    expect(faults(body, 'tag')).toEqual([expect.stringMatching(/deep unknown-key$/)]);
    expect(faults(body, 'tag deep')).toEqual([]);
  }
  expect(faults({ list: [{ type: 'plain' }, { type: 'plain' }, { type: 'plain' }] })).toEqual(['list array-too-long']);
});

test('notes outlive the pruning', () => {
  const said = checks.shape({ named: 7 }, { service, headers: {}, profile: undefined }).errors[0]?.facts.expected;
  expect(said).toEqual({ kind: 'named', name: 'a name' });
});

test('any number of odd sets of headers gives the same answers', () => {
  for (let n = 0; n < 100; n += 1) expect(faults({ extra: 'x' }, `key odd-${n}`)).toEqual([]);
  expect(faults({ extra: 'x' })).toEqual(['extra unknown-key']);
});
