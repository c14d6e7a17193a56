import fc from 'fast-check';
import type { Emulator } from '../../server';
import { type Answer, send } from '../support/http';
import { type Place, withAt } from '../support/places';
import { still } from '../support/start';
import { doors } from '../support/surfaces';

/** The providers' envelopes: OpenAI's has four members, Anthropic's a type around the error. */
function expectEnvelope({ status, headers, text }: Answer): void {
  expect(headers['content-type']).toMatch(/^application\/json/);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  const { error } = JSON.parse(text);
  expect(typeof error.message).toBe('string');
  expect(typeof error.type).toBe('string');
}

const anyJson = fc.jsonValue({ maxDepth: 4 });

/** A good body with one member at any depth replaced, removed or added. */
const mutated = (body: Record<string, unknown>) =>
  fc
    .tuple(fc.constantFrom(...placesIn(body)), fc.oneof(anyJson, fc.constant(undefined)))
    .map(([path, value]) => withAt(body, path, value));

function placesIn(value: unknown, here: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return here.length === 0 ? [] : [here];
  const below = Object.entries(value).flatMap(([key, member]) =>
    placesIn(member, [...here, Array.isArray(value) ? Number(key) : key]),
  );
  return here.length === 0 ? [...below, ['extra']] : [here, [...here, 'extra'], ...below];
}

describe("law 6: whatever arrives, the reply is the house's own, never ours", () => {
  let emulator: Emulator;
  const bugs: string[] = [];
  beforeAll(async () => {
    emulator = await still({ report: (message) => bugs.push(message) });
  });
  afterEach(() => expect(bugs).toEqual([]));

  for (const door of doors) {
    const tool = {
      name: 'get_weather',
      schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    };

    test(`${door.id}: any text as body`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            fc.string(),
            anyJson.map((json) => JSON.stringify(json)),
          ),
          async (raw) => {
            expectEnvelope(await send(emulator, { path: door.path, raw }));
          },
        ),
        { numRuns: 100 },
      );
    });

    test(`${door.id}: a good body with one thing changed is answered or refused`, async () => {
      const body = {
        ...door.withTool('What is the weather in Paris?', tool),
        temperature: 1,
        stream: false,
        metadata: {},
      };
      await fc.assert(
        fc.asyncProperty(mutated(body), async (changed) => {
          const answer = await send(emulator, { path: door.path, body: changed });
          if (answer.status !== 200) expectEnvelope(answer);
        }),
        { numRuns: 400 },
      );
    }, 30_000);
  }

  test('any path and method', async () => {
    const segment = fc.oneof(
      fc.constantFrom('v1', 'anthropic', 'models', 'messages', 'chat', 'completions', '%', '..', '%zz', ''),
      fc.webPath(),
    );
    const path = fc
      .array(segment, { maxLength: 4 })
      .map((parts) => `/${parts.join('/')}`.replace(/^\/_llmulator/, '/x').replace(/[^\x21-\x7e]/g, ''));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'PATCH'), path, async (method, where) => {
        const answer = await send(emulator, { method, path: where, headers: { 'content-type': null } });
        if (answer.status !== 200) expectEnvelope(answer);
      }),
      { numRuns: 200 },
    );
  });
});
