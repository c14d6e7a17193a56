import fc from 'fast-check';
import type { Emulator } from '../../server';
import { send } from '../support/http';
import { still } from '../support/start';

interface Asked {
  readonly input: unknown;
  readonly model?: string;
  readonly dimensions?: number;
}

/** The vectors that an emulator gives. */
async function vectors(emulator: Emulator, asked: Asked): Promise<number[][]> {
  const body = { model: 'text-embedding-3-small', encoding_format: 'float', ...asked };
  const { status, text } = await send(emulator, { path: '/v1/embeddings', body });
  expect(status).toBe(200);
  const { data } = JSON.parse(text) as { data: { embedding: number[] }[] };
  return data.map(({ embedding }) => embedding);
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

const someText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });

/** Each trio: the first is nearer to the second than to the third. */
const trios: readonly (readonly [string, string, string])[] = [
  ['How do I reset my password?', 'I want to reset the password of my account', 'The ferry leaves the harbour at noon'],
  ['The cat sleeps on the sofa', 'Cats sleeping on sofas', 'Quarterly revenue rose by eight percent'],
  ['机器学习是什么?', '请解释机器学习', '今天北京的天气很好'],
  ['Invoice 4711 is overdue', 'Reminder: invoice 4711 is still overdue', 'Invoices are sent by mail every month'],
];

describe('vectors', () => {
  test('have length one, at every number of dimensions', async () => {
    const emulator = await still();
    await fc.assert(
      fc.asyncProperty(someText, fc.integer({ min: 1, max: 1536 }), async (input, dimensions) => {
        const [vector = []] = await vectors(emulator, { input, dimensions });
        expect(vector).toHaveLength(dimensions);
        expect(dot(vector, vector)).toBeCloseTo(1, 5);
      }),
      { numRuns: 30 },
    );
  });

  test('depend on the text alone: not on seed, place, namespace or how often', async () => {
    const [one, other] = [await still({ seed: 1 }), await still({ seed: 2, service: 'vendor' })];
    await fc.assert(
      fc.asyncProperty(someText, someText, async (text, before) => {
        const [alone] = await vectors(one, { input: text });
        const [, second] = await vectors(other, { input: [before, text] });
        expect(second).toEqual(alone);
      }),
      { numRuns: 20 },
    );
  });

  test('of different texts and of different models differ', async () => {
    const emulator = await still();
    const [first, second] = await vectors(emulator, { input: ['harbour', 'Harbour'] });
    expect(first).not.toEqual(second);
    const [older] = await vectors(emulator, { input: 'harbour', model: 'text-embedding-ada-002' });
    expect(older).toHaveLength(1536);
    expect(dot(first ?? [], older ?? [])).toBeLessThan(0.2);
  });

  test('shortened are the beginning, brought back to length one', async () => {
    const emulator = await still();
    const [whole = []] = await vectors(emulator, { input: 'a long way', model: 'text-embedding-3-large' });
    const [short = []] = await vectors(emulator, {
      input: 'a long way',
      model: 'text-embedding-3-large',
      dimensions: 256,
    });
    expect(whole).toHaveLength(3072);
    const head = whole.slice(0, 256);
    const length = Math.sqrt(dot(head, head));
    for (const [at, value] of short.entries()) expect(value).toBeCloseTo((head[at] ?? 0) / length, 5);
  });

  test('in base64 are the same numbers', async () => {
    const emulator = await still();
    const [floats = []] = await vectors(emulator, { input: 'harbour' });
    const body = { model: 'text-embedding-3-small', input: 'harbour', encoding_format: 'base64' };
    const { text } = await send(emulator, { path: '/v1/embeddings', body });
    const bytes = Buffer.from(JSON.parse(text).data[0].embedding, 'base64');
    expect(floats.map((_, at) => bytes.readFloatLE(at * 4))).toEqual(floats);
    expect(bytes).toHaveLength(floats.length * 4);
  });

  test('of tokens are those of the words they stand for', async () => {
    const emulator = await still();
    const [words, tokens] = [
      await vectors(emulator, { input: ['hello world'] }),
      await vectors(emulator, { input: [15339, 1917] }),
    ];
    expect(tokens).toEqual(words);
  });

  test.each(trios)('of "%s" and "%s" are nearer than to "%s"', async (text, like, unlike) => {
    const emulator = await still();
    for (const dimensions of [1536, 256]) {
      const [a = [], b = [], c = []] = await vectors(emulator, { input: [text, like, unlike], dimensions });
      expect(dot(a, b)).toBeGreaterThan(dot(a, c) + 0.1);
    }
  });

  test('of unrelated texts stand nearly at right angles', async () => {
    const emulator = await still();
    const texts = [
      'The ferry leaves the harbour at noon',
      'Quarterly revenue rose by eight percent',
      '今天北京的天气很好',
    ];
    const [a = [], b = [], c = []] = await vectors(emulator, { input: texts });
    for (const product of [dot(a, b), dot(a, c), dot(b, c)]) expect(Math.abs(product)).toBeLessThan(0.2);
  });
});
