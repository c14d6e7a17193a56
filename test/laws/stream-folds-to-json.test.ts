import Anthropic from '@anthropic-ai/sdk';
import fc from 'fast-check';
import OpenAI from 'openai';
import type { Emulator, Fixture } from '../../server';
import { createEmulator } from '../../server';
import { someReply } from '../support/random-turn';
import { doors } from '../support/surfaces';
import { NOW } from '../support/start';

/** What an official SDK accumulates from a stream, and what it gets as JSON, for the same request. */
type Twins = (emulator: Emulator, body: Record<string, unknown>) => Promise<{ whole: unknown; folded: unknown }>;

const openai = ({ urls }: Emulator) => new OpenAI({ baseURL: urls.openai, apiKey: 'sk-any', maxRetries: 0 });
const anthropic = ({ urls }: Emulator) => new Anthropic({ baseURL: urls.anthropic, apiKey: 'sk-any', maxRetries: 0 });

/** What an SDK adds of its own to what came over the wire. */
const SDK_EXTRAS = new Set(['parsed', 'parsed_arguments', 'output_text', 'parsed_output', '_request_id', 'billing']);

/** The JSON of a value, without an SDK's own members and without members that hold nothing. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, member) => (SDK_EXTRAS.has(key) ? undefined : member)));
}

const twins: Record<string, Twins> = {
  async chat(emulator, body) {
    const params = body as unknown as OpenAI.ChatCompletionCreateParamsNonStreaming;
    const whole = await openai(emulator).chat.completions.create(params);
    await emulator.reset();
    const stream = openai(emulator).chat.completions.stream({ ...params, stream: true, stream_options: { include_usage: true } });
    return { whole, folded: await stream.finalChatCompletion() };
  },
  async responses(emulator, body) {
    const params = body as OpenAI.Responses.ResponseCreateParamsNonStreaming;
    const whole = await openai(emulator).responses.create(params);
    await emulator.reset();
    return { whole, folded: await openai(emulator).responses.stream({ ...params, stream: true }).finalResponse() };
  },
  async messages(emulator, body) {
    const params = body as unknown as Anthropic.MessageCreateParamsNonStreaming;
    const whole = await anthropic(emulator).messages.create(params);
    await emulator.reset();
    return { whole, folded: await anthropic(emulator).messages.stream(params).finalMessage() };
  },
};

/** Members of a message that streams of the house do not carry, or the SDK does not fold (docs/decisions). */
const NOT_FOLDED: Record<string, (whole: unknown) => unknown> = {};

describe('law 1: what the official SDK accumulates from a stream equals the JSON body', () => {
  const tool = { name: 'lookup', schema: { type: 'object', properties: {} } };
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await createEmulator({ port: 0, clock: { frozen: NOW } });
  });
  afterEach(() => emulator.stop());

  for (const door of doors) {
    test(`${door.id}: for random turns`, async () => {
      await fc.assert(
        fc.asyncProperty(someReply, async (reply) => {
          const replying: Fixture = { name: 'random', when: { user: 'go' }, reply };
          await emulator.reset();
          emulator.fixtures.add(replying);
          const body = door.withTool('go', tool);
          const restore = emulator.reset.bind(emulator);
          const patched = { ...emulator, reset: async () => (await restore(), emulator.fixtures.add(replying)) };
          const { whole, folded } = await (twins[door.id] as Twins)(patched, body);
          const fit = NOT_FOLDED[door.id] ?? ((value: unknown) => value);
          expect(plain(folded)).toEqual(fit(plain(whole)));
        }),
        { numRuns: 40 },
      );
    }, 60_000);
  }
});
