import fc from 'fast-check';
import type { Emulator, Fixture } from '../../server';
import { send } from '../support/http';
import { someReply } from '../support/random-turn';
import { readSse } from '../support/sse';
import { still } from '../support/start';

const TOOLS = [{ type: 'function', name: 'lookup', parameters: { type: 'object', properties: {} }, strict: false }];
const get = (emulator: Emulator, path: string) => send(emulator, { method: 'GET', path });

describe('what is stored is what was answered', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await still({ service: 'vendor' });
  });

  /** Asks for a random reply, each time as if it were the first. */
  async function ask(reply: Fixture['reply'], more: object) {
    await emulator.reset();
    emulator.fixtures.add({ when: { user: 'go' }, reply });
    return send(emulator, { path: '/v1/responses', body: { model: 'gpt-5', input: 'go', tools: TOOLS, ...more } });
  }

  test('a stored response has the bytes of its answer', async () => {
    await fc.assert(
      fc.asyncProperty(someReply, async (reply) => {
        const { text } = await ask(reply, {});
        const again = await get(emulator, `/v1/responses/${JSON.parse(text).id}`);
        expect(again.text).toBe(text);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('a stream that goes on after any of its frames has the bytes that were left', async () => {
    await fc.assert(
      fc.asyncProperty(someReply, fc.boolean(), fc.nat(), async (reply, include_obfuscation, nat) => {
        const { text } = await ask(reply, { stream: true, background: true, stream_options: { include_obfuscation } });
        const frames = text.split(/(?<=\n\n)/);
        const created = readSse(text)[0]?.data as { response: { id: string } };
        const after = nat % (frames.length + 1);
        const path = `/v1/responses/${created.response.id}?stream=true&starting_after=${after}`;
        expect((await get(emulator, path)).text).toBe(frames.slice(after + 1).join(''));
        const bare = (await get(emulator, `${path}&include_obfuscation=false`)).text;
        expect(bare).not.toContain('"obfuscation"');
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('a chain costs what its turns cost when they are sent together', async () => {
    await fc.assert(
      fc.asyncProperty(someReply, async (reply) => {
        const { text } = await ask(reply, {});
        const { id, output } = JSON.parse(text);
        const calls = (output as { type: string; call_id: string }[]).filter(({ type }) => type === 'function_call');
        const answers = calls.map(({ call_id }) => ({ type: 'function_call_output', call_id, output: 'found' }));
        const more = [...answers, { role: 'user', content: 'Go on.' }];
        const costs = async (body: object) =>
          JSON.parse((await send(emulator, { path: '/v1/responses', body: { model: 'gpt-5', ...body } })).text).usage
            .input_tokens;
        const chained = await costs({ input: more, previous_response_id: id });
        expect(chained).toBe(await costs({ input: [{ role: 'user', content: 'go' }, ...output, ...more] }));
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
