import {
  createIds,
  createNoise,
  createSequence,
  frozenClock,
  hashJson,
  hashText,
  pick,
  steppedClock,
} from '../../../server/lib';

describe('createIds', () => {
  it.each([
    ['hex', /^[0-9a-f]{24}$/],
    ['alphanumeric', /^[A-Za-z0-9]{24}$/],
    ['base58', /^[1-9A-HJ-NP-Za-km-z]{24}$/],
    ['base64', /^[A-Za-z0-9+/]{24}$/],
  ] as const)('%s has its alphabet and length', (kind, shape) => expect(createIds(1)[kind](24)).toMatch(shape));

  it('draws other ids each time, and the same sequence from the same seed', () => {
    const [a, b, other] = [createIds(5), createIds(5), createIds(6)];
    const drawn = [a.hex(24), a.alphanumeric(40), a.uuid()];
    expect([b.hex(24), b.alphanumeric(40), b.uuid()]).toEqual(drawn);
    expect(other.hex(24)).not.toBe(drawn[0]);
    expect(a.hex(24)).not.toBe(drawn[0]);
  });

  it('uses all of a 53-bit seed', () => expect(createIds(2 ** 40).hex(16)).not.toBe(createIds(2 ** 41).hex(16)));

  it('makes UUIDs of version 4', () =>
    expect(createIds(3).uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));
});

describe('createNoise', () => {
  it('has the wanted length, and the same sequence from the same seed', () => {
    const [a, b] = [createNoise(9), createNoise(9)];
    for (const length of [1, 8, 64]) {
      const text = a.text(length);
      expect(text).toMatch(new RegExp(`^[A-Za-z0-9]{${length}}$`));
      expect(b.text(length)).toBe(text);
    }
  });

  it('stays below its limit', () => {
    const noise = createNoise(1);
    const numbers = Array.from({ length: 200 }, () => noise.below(7));
    expect(new Set(numbers)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
  });
});

describe('hashJson', () => {
  const skip = new Set(['stream']);

  it.each([
    ['key order', { a: 1, b: { c: [1, 2], d: 'x' } }, { b: { d: 'x', c: [1, 2] }, a: 1 }],
    ['an absent member', { a: 1, b: undefined }, { a: 1 }],
    ['a skipped member at the top', { a: 1, stream: true }, { a: 1, stream: false }],
    ['the sign of zero', { a: 0 }, { a: -0 }],
  ])('does not see %s', (_what, one, other) => expect(hashJson(one, 3, skip)).toBe(hashJson(other, 3, skip)));

  it.each([
    ['item order', [1, 2], [2, 1]],
    ['number and text', { a: 1 }, { a: '1' }],
    ['empty list and object', [], {}],
    ['null and absent', { a: null }, {}],
    ['values that change places', { a: { x: 1 }, b: { y: 2 } }, { a: { y: 2 }, b: { x: 1 } }],
    ['a skipped name below the top', { a: { stream: true } }, { a: { stream: false } }],
    ['nesting', [[1], [2]], [[1, 2]]],
  ])('tells %s apart', (_what, one, other) => expect(hashJson(one, 3, skip)).not.toBe(hashJson(other, 3, skip)));

  it('depends on the seed', () => expect(hashJson({ a: 1 }, 1)).not.toBe(hashJson({ a: 1 }, 2)));

  it('does not collide among many like requests', () => {
    const hashes = new Set(
      Array.from({ length: 50_000 }, (_, n) => hashJson({ n, messages: [{ content: `q${n}` }] }, 0)),
    );
    expect(hashes.size).toBe(50_000);
  });

  it('survives nesting deeper than the stack', () => {
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    expect(Number.isSafeInteger(hashJson(deep, 0))).toBe(true);
  });
});

describe('hashText, createSequence and pick', () => {
  it('hashes to 32 bits by text and seed', () => {
    expect(hashText('a', 1)).toBe(hashText('a', 1));
    expect(new Set([hashText('a', 1), hashText('a', 2), hashText('b', 1), hashText('', 1)]).size).toBe(4);
    expect(hashText('x')).toBeLessThan(2 ** 32);
  });

  it('spreads neighbouring seeds evenly', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 3000; seed += 1) {
      const value = pick(['a', 'b', 'c'], seed);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    for (const count of counts.values()) expect(count).toBeGreaterThan(850);
    expect(counts.size).toBe(3);
  });

  it('draws the same numbers from the same seed', () => {
    const [a, b] = [createSequence(4), createSequence(4)];
    expect([a(), a(), a()]).toEqual([b(), b(), b()]);
  });
});

describe('clocks', () => {
  it('stand still, or move when told', () => {
    const stepped = steppedClock(100);
    stepped.advance(50);
    expect([frozenClock(7).now(), stepped.now()]).toEqual([7, 150]);
  });
});
