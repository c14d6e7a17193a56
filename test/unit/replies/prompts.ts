import type { Json, JsonObject, Profile, Prompt, ToolSpec, Turn } from '../../../server/core';
import { arrangeFixtures, choose, type Fixture } from '../../../server/fixtures';
import { measure } from '../../../server/generate';
import { subjectOf } from '../../../server/matching';
import { compose } from '../../../server/pipeline';
import { createTokenizers } from '../../../server/tokens';

/** A plain model, as far as replies ask for it. */
export const profile: Profile = {
  id: 'm',
  served: 'm',
  ownedBy: 'tests',
  displayName: 'm',
  created: 0,
  contextWindow: 128_000,
  maxOutput: 16_384,
  encoding: 'o200k_base',
  reasoning: 'open',
  houses: [],
  surfaces: ['chat'],
  traits: new Set(),
  limits: {},
  values: {},
  framing: { prompt: 3, message: 4, reply: 0 },
};

/** A prompt of one user message. */
export const ask = (user: string, more: Partial<Prompt> = {}): Prompt => ({
  model: 'm',
  messages: [{ role: 'user', content: [{ type: 'text', text: user }] }],
  tools: [],
  toolChoice: { type: 'auto' },
  parallelTools: true,
  output: { type: 'text' },
  limits: { stop: [] },
  choices: 1,
  stream: false,
  reasoning: false,
  ...more,
});

/** A function tool whose members are all required, unless told otherwise. */
export const tool = (
  name: string,
  properties: JsonObject,
  more: { description?: string; required?: string[] } = {},
): ToolSpec => ({
  kind: 'function',
  name,
  ...(more.description === undefined ? {} : { description: more.description }),
  schema: { type: 'object', properties, required: more.required ?? Object.keys(properties) },
});

/** The conversation after a tool was called and has answered. */
export const answered = (user: string, result: string, more: Partial<Prompt> = {}): Prompt => ({
  ...ask(user, more),
  messages: [
    ...ask(user).messages,
    {
      role: 'assistant',
      parts: [{ type: 'tool-call', kind: 'function', name: 'get_weather', input: '{"city":"北京"}', id: 'c1' }],
    },
    { role: 'tool', callId: 'c1', content: [{ type: 'text', text: result }] },
  ],
});

/** What the replies room says to a prompt. */
export async function turnsFor(
  prompt: Prompt,
  { fixtures = [], seed = 1 }: { fixtures?: readonly Fixture[]; seed?: number } = {},
) {
  const counter = await createTokenizers().counter('o200k_base');
  const choice = choose(subjectOf(prompt, 'chat'), [arrangeFixtures(fixtures)], { strict: false });
  const turns = compose(choice, {
    prompt,
    profile,
    counter,
    input: measure(prompt, profile, counter).input,
    seed: () => seed,
  });
  return { turns, turn: turns[0] as Turn, counter };
}

/** Names and parsed inputs of a turn's calls. */
export const callsIn = ({ parts }: Turn): readonly (readonly [string, Json])[] =>
  parts.flatMap((part) => (part.type === 'tool-call' ? [[part.name, JSON.parse(part.input) as Json] as const] : []));

/** The visible words of a turn. */
export const textIn = ({ parts }: Turn): string =>
  parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
