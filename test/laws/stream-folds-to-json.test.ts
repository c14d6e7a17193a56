import Anthropic from '@anthropic-ai/sdk';
import fc from 'fast-check';
import OpenAI from 'openai';
import type { Emulator, Fixture } from '../../server';
import { someReply } from '../support/random-turn';
import { NOW, start } from '../support/start';
import { doors } from '../support/surfaces';

/** What an official SDK accumulates from a stream, and what it gets as JSON, for the same request. */
type Twins = (
  emulator: Emulator,
  body: Record<string, unknown>,
  again: () => Promise<void>,
) => Promise<{ whole: unknown; folded: unknown }>;

const openai = ({ urls }: Emulator) => new OpenAI({ baseURL: urls.openai, apiKey: 'sk-any', maxRetries: 0 });
const anthropic = ({ urls }: Emulator) => new Anthropic({ baseURL: urls.anthropic, apiKey: 'sk-any', maxRetries: 0 });

/** Members that an SDK adds of its own to what came over the wire. */
const ADDED = ['parsed', 'parsed_arguments', 'output_text', 'output_parsed', 'parsed_output', '_request_id'];
/** Members that only one of the two forms has on the wire: `billing` and `annotations` in JSON, `obfuscation` in chunks. */
const OF_ONE_FORM = ['billing', 'annotations', 'obfuscation'];
const LEFT_OUT = new Set([...ADDED, ...OF_ONE_FORM]);

/** The JSON of a value, without what does not tell of the answer. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, member) => (LEFT_OUT.has(key) ? undefined : member)));
}

const twins: Record<string, Twins> = {
  async chat(emulator, body, again) {
    const params = body as unknown as OpenAI.ChatCompletionCreateParamsNonStreaming;
    const whole = await openai(emulator).chat.completions.create(params);
    await again();
    const stream = openai(emulator).chat.completions.stream({
      ...params,
      stream: true,
      stream_options: { include_usage: true },
    });
    const reasoning: string[] = [];
    stream.on('chunk', ({ choices: [choice] }) =>
      reasoning.push((choice?.delta as { reasoning_content?: string })?.reasoning_content ?? ''),
    );
    const folded = await stream.finalChatCompletion();
    // The SDK knows nothing of reasoning and keeps only its last piece.
    Object.assign(folded.choices[0]?.message ?? {}, { reasoning_content: reasoning.join('') });
    return { whole, folded };
  },
  async responses(emulator, body, again) {
    const params = body as OpenAI.Responses.ResponseCreateParamsNonStreaming;
    const whole = await openai(emulator).responses.create(params);
    await again();
    return {
      whole,
      folded: await openai(emulator)
        .responses.stream({ ...params, stream: true })
        .finalResponse(),
    };
  },
  async messages(emulator, body, again) {
    const params = body as unknown as Anthropic.MessageCreateParamsNonStreaming;
    const whole = await anthropic(emulator).messages.create(params);
    await again();
    return { whole, folded: await anthropic(emulator).messages.stream(params).finalMessage() };
  },
};

describe('law 1: what the official SDK accumulates from a stream equals the JSON body', () => {
  const tool = { name: 'lookup', schema: { type: 'object', properties: {} } };
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await start({ port: 0, clock: { frozen: NOW } });
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
          const again = async () => {
            await emulator.reset();
            emulator.fixtures.add(replying);
          };
          const { whole, folded } = await (twins[door.id] as Twins)(emulator, body, again);
          expect(plain(folded)).toEqual(plain(whole));
        }),
        { numRuns: 40 },
      );
    }, 60_000);
  }
});
