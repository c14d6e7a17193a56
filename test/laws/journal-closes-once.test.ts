import { request } from 'node:http';
import fc from 'fast-check';
import type { Emulator } from '../../server';
import { faultKinds } from '../../server/faults';
import { goodHeaders } from '../support/http';
import { callRaw } from '../support/raw-client';
import { start } from '../support/start';
import { doors } from '../support/surfaces';

/** Sends a streaming request and hangs up after the first bytes. */
function hangUp({ urls }: Emulator, path: string, body: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(`${urls.base}${path}`, { method: 'POST', headers: goodHeaders(path) }, (response) => {
      response.once('data', () => {
        response.destroy();
        resolve();
      });
    });
    call.on('error', reject);
    call.end(JSON.stringify(body));
  });
}

/** Waits until every entry is closed, at most ten seconds. */
async function closedEntries(emulator: Emulator): Promise<readonly { outcome?: string | undefined }[]> {
  for (let tries = 0; tries < 500; tries += 1) {
    const entries = emulator.journal.entries();
    if (entries.length > 0 && entries.every(({ outcome }) => outcome !== undefined)) return entries;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return emulator.journal.entries();
}

describe('law 5: every exchange closes its journal entry exactly once', () => {
  for (const door of doors) {
    test(`${door.id}: also when the client hangs up in mid-stream`, async () => {
      const emulator = await start({ port: 0, pace: { first: 0, gap: 60_000 } });
      try {
        await hangUp(emulator, door.path, door.body('Tell me a long story about the sea.', { stream: true }));
        expect(await closedEntries(emulator)).toMatchObject([{ outcome: 'client-gone', status: 200 }]);
      } finally {
        await emulator.stop();
      }
    });

    test(`${door.id}: answers and refusals`, async () => {
      const emulator = await start({ port: 0 });
      try {
        for (const body of [door.body('hi'), { ...door.body('hi'), no_such_key: 1 }]) {
          const answer = await fetch(`${emulator.urls.base}${door.path}`, {
            method: 'POST',
            headers: goodHeaders(door.path),
            body: JSON.stringify(body),
          });
          await answer.text();
        }
        const entries = await closedEntries(emulator);
        expect(entries.map(({ outcome }) => outcome)).toEqual(['answered', 'refused']);
      } finally {
        await emulator.stop();
      }
    });
  }
});

/** Lines of faults that would keep a test waiting. */
const quick: Readonly<Record<string, string>> = { delay: 'delay;ms=5', 'slow-bytes': 'slow-bytes;size=900;ms=1' };

/** Faults after which nothing comes any more: it is the client who ends it. */
const endless: readonly (string | undefined)[] = ['silence', 'hang'];

/** Any surface, body or stream, at any pace, and a client that goes before the headers, at them, anywhere in mid-reply, or not at all. */
const anyCall = fc.record({
  door: fc.constantFrom(...doors),
  stream: fc.boolean(),
  hangUpAfter: fc.oneof(fc.constantFrom(undefined, -1, 0), fc.integer({ min: 1, max: 3_000 })),
  pace: fc.constantFrom('instant', 'first=2;gap=0.2', 'first=1;rate=900;jitter=1;distribution=exponential'),
});

type AnyCall = typeof anyCall extends fc.Arbitrary<infer T> ? T : never;

describe('law 5, generated: under every fault and every moment of a client that hangs up', () => {
  let emulator: Emulator;
  let asked = 0;
  beforeAll(async () => {
    emulator = await start({ port: 0, stopTimeout: 50 });
  });
  afterAll(() => emulator.stop());

  async function closesOnce(fault: string | undefined, { door, stream, hangUpAfter, pace }: AnyCall): Promise<void> {
    asked += 1;
    const namespace = `n${asked}`;
    const entries = () => emulator.journal.entries({}, namespace);
    const headers = {
      'x-llmulator-namespace': namespace,
      'x-llmulator-pace': pace,
      ...(fault === undefined ? {} : { 'x-llmulator-fault': quick[fault] ?? fault }),
    };
    const body = door.body('Tell me about rivers.', { stream });
    const client = new AbortController();
    const call = callRaw(emulator, { path: door.path, body, headers, hangUpAfter, giveUp: client.signal });
    if (endless.includes(fault)) {
      let isOver = false;
      void call.then(() => {
        isOver = true;
      });
      await until(() => isOver || entries().some(({ status }) => status !== undefined));
      client.abort();
    }
    await call;
    await until(() => entries().every(({ outcome }) => outcome !== undefined));
    const closed = entries();
    // A client that hangs up before its request has come whole is heard by nobody.
    expect(closed.length).toBeLessThanOrEqual(1);
    if (hangUpAfter !== -1) expect(closed).toHaveLength(1);
    for (const { outcome, duration } of closed) {
      expect(['answered', 'refused', 'broken', 'client-gone']).toContain(outcome);
      expect(duration).toBeGreaterThanOrEqual(0);
    }
  }

  const faults: readonly (string | undefined)[] = [undefined, ...faultKinds.map(({ id }) => id)];
  test.each(faults)('%s', async (fault) => {
    await fc.assert(
      fc.asyncProperty(anyCall, (call) => closesOnce(fault, call)),
      { numRuns: 8 },
    );
  });
});

/** Waits until something holds, at most fifteen seconds. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 3_000 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(holds()).toBe(true);
}
