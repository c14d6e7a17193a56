import type { Part, Profile, Prompt, StopReason, ToolCall, Turn, Usage } from '../core';
import { textOfPart } from '../core';
import type { Choice } from '../fixtures/choose';
import { type Fixture, type FixturePart, inputOf, partsOf } from '../fixtures/fixture';
import { replyCounting } from '../generate/count/reply-count';
import { type Cut, cutAtSequence, cutToRoom, type Room, tokensOf } from '../generate/cut';
import { makeDistinct } from '../generate/distinct-choices';
import { generate, thinkAbout } from '../generate/generate';
import { isCall } from '../generate/tools/choose-calls';
import { hashText } from '../lib';
import type { TokenCounter } from '../tokens';

/** With what turns are made. */
export interface ComposeContext {
  readonly prompt: Prompt;
  readonly profile: Profile;
  readonly counter: TokenCounter;
  /** Tokens of the prompt, as far as they fit. */
  readonly input: number;
  /** All that is said depends on this number and on the prompt. */
  readonly seed: number;
}

/** Makes the turns of a reply, one for each choice that the prompt asks for. */
export function compose(choice: Choice, context: ComposeContext): readonly Turn[] {
  const { prompt } = context;
  const drafts = Array.from({ length: Math.max(1, prompt.choices) }, (_, at) => {
    const seed = at === 0 ? context.seed : hashText(`choice ${at}`, context.seed);
    return choice.type === 'fixture' ? fromFixture(choice.fixture, prompt, seed) : fromGenerator(prompt, seed);
  });
  // What a user's fixture says is said to the letter, in each choice.
  const isScripted = choice.type === 'fixture' && !choice.isBuiltIn;
  return (isScripted ? drafts : makeDistinct(drafts, prompt)).map((draft) => turnOf(draft, context));
}

function fromGenerator(prompt: Prompt, seed: number): Cut {
  const { reasoning, text, calls, stop } = generate(prompt, seed);
  return {
    parts: [...reasoningPart(reasoning), ...(text === '' ? [] : [{ type: 'text', text } as const]), ...calls],
    stop,
  };
}

const reasoningPart = (text: string): readonly Part[] => (text === '' ? [] : [{ type: 'reasoning', text }]);

/** Reasoning is said where the request asks for it: written by the fixture, else made up. */
function fromFixture({ reply }: Fixture, prompt: Prompt, seed: number): Cut {
  const parts = partsOf(reply).map((part) => toPart(part, prompt));
  const said = parts.filter(({ type }) => type !== 'reasoning');
  const calls = said.filter(isCall);
  const stop = typeof reply === 'string' ? undefined : reply.stop;
  const thought = parts.length > said.length ? parts : [...reasoningPart(thinkAbout(prompt, calls, seed)), ...said];
  return { parts: prompt.reasoning ? thought : said, stop: stop ?? usualStop(said, calls) };
}

function usualStop(parts: readonly Part[], calls: readonly ToolCall[]): StopReason {
  if (calls.length > 0) return 'tool-calls';
  return parts.some(({ type }) => type === 'refusal') ? 'refusal' : 'end';
}

function toPart(part: FixturePart, { tools }: Prompt): Part {
  if ('text' in part) return { type: 'text', text: part.text };
  if ('reasoning' in part) return { type: 'reasoning', text: part.reasoning };
  if ('refusal' in part) return { type: 'refusal', text: part.refusal };
  const { name, arguments: input } = part.call;
  const kind = tools.find((tool) => tool.name === name)?.kind ?? 'function';
  return { type: 'tool-call', kind, name, input: inputOf(input) };
}

function turnOf(draft: Cut, { prompt, profile, counter, input }: ComposeContext): Turn {
  const { extra, total } = replyCounting(prompt, profile, counter);
  const room = roomFor(prompt, profile, { input, extra });
  const cut = cutToRoom(cutAtSequence(draft, prompt.limits.stop), counter, room);
  const isFull = cut.stop === room.stop && cut.stop !== draft.stop;
  const tokens = tokensOf(cut.parts, counter, extra);
  const said = isFull ? tokens : Math.min(total(cut.parts, tokens), Math.max(tokens, room.tokens));
  const thought = cut.parts.reduce((sum, part) => sum + (part.type === 'reasoning' ? counter.count(part.text) : 0), 0);
  const reasoning = inSteps(thought, profile.framing.reasoning ?? 1);
  const output = isFull ? room.tokens : said + Math.max(0, reasoning - thought);
  const usage: Usage = { input, output, reasoning: Math.min(reasoning, output), cacheRead: 0, cacheWrite: 0 };
  return { ...cut, parts: cut.parts.map((part) => ({ ...part, pieces: counter.pieces(textOfPart(part)) })), usage };
}

/** Some models tell their thoughts in whole blocks, one at least; the rest is output all the same. */
const inSteps = (tokens: number, step: number): number =>
  tokens === 0 ? 0 : Math.max(1, Math.floor(tokens / step)) * step;

/** The request's limit, the model's, and what the prompt leaves of the context window. */
function roomFor(
  { limits }: Prompt,
  profile: Profile,
  { input, extra }: { input: number; extra: Room['extra'] },
): Room {
  const most = Math.min(limits.maxOutput ?? profile.maxOutput, profile.maxOutput);
  const window = Math.max(0, profile.contextWindow - input);
  return window < most ? { tokens: window, stop: 'context-window', extra } : { tokens: most, stop: 'length', extra };
}
