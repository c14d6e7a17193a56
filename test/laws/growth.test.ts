import type { Emulator } from '../../server';
import { send } from '../support/http';
import { still } from '../support/start';

const headers = { 'x-api-key': 'sk-any', 'anthropic-version': '2023-06-01', 'content-type': 'application/json' };
const count = <T>(n: number, make: (at: number) => T): T[] => Array.from({ length: n }, (_, at) => make(at));

const ask = (messages: unknown) => ({
  path: '/anthropic/v1/messages',
  headers,
  body: { model: 'claude-sonnet-5', max_tokens: 16, messages },
});
const chat = (messages: unknown) => ({ path: '/v1/chat/completions', body: { model: 'gpt-4o-mini', messages } });

/** Requests of so many parts. */
const shapes: Readonly<Record<string, (n: number) => { readonly path: string; readonly body: unknown }>> = {
  'text blocks of a message': (n) =>
    ask([{ role: 'user', content: count(n, (at) => ({ type: 'text', text: `word ${at}` })) }]),
  'tool pairs of a message history': (n) =>
    ask([
      { role: 'user', content: 'go' },
      ...count(n / 4, (at) => [
        { role: 'assistant', content: [{ type: 'tool_use', id: `t${at}`, name: 'f', input: { at } }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: `t${at}`, content: `result ${at}` }] },
      ]).flat(),
    ]),
  'messages of a chat': (n) =>
    chat(count(n, (at) => ({ role: at % 2 === 0 ? 'user' : 'assistant', content: `word ${at}` }))),
};

const MEASURED = 3;

/** The least CPU time of a few requests, in microseconds. Each differs, so that nothing is remembered. */
async function cost(
  emulator: Emulator,
  make: (n: number) => { readonly path: string; readonly body: unknown },
  n: number,
) {
  const times: number[] = [];
  for (let round = 0; round < MEASURED; round += 1) {
    const request = make(n + 4 * round);
    const begun = process.cpuUsage();
    await send(emulator, request);
    const { user, system } = process.cpuUsage(begun);
    times.push(user + system);
  }
  return Math.min(...times);
}

describe('twice the parts cost no more than twice the work and some', () => {
  const emulator = still({ service: 'vendor' });
  for (const [name, make] of Object.entries(shapes)) {
    test(name, async () => {
      await cost(await emulator, make, 2_000);
      const [once, twice] = [await cost(await emulator, make, 6_000), await cost(await emulator, make, 12_000)];
      expect(twice / once).toBeLessThan(2.9);
    });
  }
});
