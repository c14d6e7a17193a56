import { request } from 'node:http';
import { createEmulator, type Emulator } from '../../server';
import { goodHeaders } from '../support/http';
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
async function closedEntries(emulator: Emulator): Promise<readonly { outcome?: string }[]> {
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
      const emulator = await createEmulator({ port: 0, pace: { first: 0, gap: 20 } });
      try {
        await hangUp(emulator, door.path, door.body('Tell me a long story about the sea.', { stream: true }));
        expect(await closedEntries(emulator)).toMatchObject([{ outcome: 'client-gone', status: 200 }]);
      } finally {
        await emulator.stop();
      }
    });

    test(`${door.id}: answers and refusals`, async () => {
      const emulator = await createEmulator({ port: 0 });
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
