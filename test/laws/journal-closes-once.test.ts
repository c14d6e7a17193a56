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

/** Waits until every entry is closed, at most a second. */
async function closedEntries(emulator: Emulator): Promise<readonly { outcome?: string | undefined }[]> {
  for (let tries = 0; tries < 50; tries += 1) {
    const entries = emulator.journal.entries();
    if (entries.length > 0 && entries.every(({ outcome }) => outcome !== undefined)) return entries;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return emulator.journal.entries();
}

describe('law 5: every exchange closes its journal entry exactly once', () => {
  for (const door of doors) {
    test(`${door.id}: also when the client hangs up in mid-stream`, async () => {
      const emulator = await start({ port: 0, pace: { first: 0, gap: 20 } });
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

/** Every fault, every surface, and a client that gives up before the headers, at them, in mid-stream, or not at all. */
const anyCall = fc.record({
  fault: fc.constantFrom(undefined, ...faultKinds.map(({ id }) => quick[id] ?? id)),
  door: fc.constantFrom(...doors),
  stream: fc.boolean(),
  hangUpAfter: fc.constantFrom(undefined, -1, 0, 1, 700, 2_000),
  pace: fc.constantFrom('instant', 'first=2;gap=0.2'),
});

describe('law 5, generated: under every fault and every moment of a client that hangs up', () => {
  test('each exchange closes once, and nothing is left open', async () => {
    const emulator = await start({ port: 0, stopTimeout: 50 });
    let asked = 0;
    const ask = async ({
      fault,
      door,
      stream,
      hangUpAfter,
      pace,
    }: typeof anyCall extends fc.Arbitrary<infer T> ? T : never) => {
      asked += 1;
      const namespace = `n${asked}`;
      const headers = {
        'x-llmulator-namespace': namespace,
        'x-llmulator-pace': pace,
        ...(fault === undefined ? {} : { 'x-llmulator-fault': fault }),
      };
      const body = door.body('Tell me about rivers.', { stream });
      await callRaw(emulator, {
        path: door.path,
        body,
        headers,
        patience: 60,
        ...(hangUpAfter === undefined ? {} : { hangUpAfter }),
      });
      await until(() => {
        const entries = emulator.journal.entries({}, namespace);
        return (hangUpAfter === -1 || entries.length > 0) && entries.every(({ outcome }) => outcome !== undefined);
      });
      const closed = emulator.journal.entries({}, namespace);
      // A client that hangs up before its request has come whole is heard by nobody.
      expect(closed.length).toBeLessThanOrEqual(1);
      if (hangUpAfter !== -1) expect(closed).toHaveLength(1);
      for (const { outcome, duration } of closed) {
        expect(['answered', 'refused', 'broken', 'client-gone']).toContain(outcome);
        expect(duration).toBeGreaterThanOrEqual(0);
      }
    };
    try {
      await fc.assert(fc.asyncProperty(anyCall, ask), { numRuns: 150 });
    } finally {
      await emulator.stop();
    }
  }, 60_000);
});

/** Waits until something holds, at most a second. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(holds()).toBe(true);
}
