import type { Part, Profile, Prompt, StopReason, ToolCall, Turn, Usage } from '../core';
import { textOfPart } from '../core';
import type { ModelOutputFault } from '../faults';
import { applyOverrides, overridesOf } from '../fixtures';
import type { Choice } from '../fixtures/choose';
import { type Fixture, type FixturePart, inputOf, partsOf } from '../fixtures/fixture';
import { replyCounting } from '../generate/count/reply-count';
import { type Cut, cutAtSequence, cutToRoom, type Room, tokensOf } from '../generate/cut';
import { makeDistinct } from '../generate/distinct-choices';
import { type GenerateOptions, generate, thinkAbout } from '../generate/generate';
import type { Voice } from '../generate/text/sentences';
import { isCall } from '../generate/tools/choose-calls';
import { hashText } from '../lib';
import type { TokenCounter } from '../tokens';

/** What turns are made from. */
export interface ComposeContext {
  readonly prompt: Prompt;
  readonly profile: Profile;
  readonly counter: TokenCounter;
  /** Tokens of the prompt, as far as they fit. */
  readonly input: number;
  /** The content depends on this number and on the prompt alone. */
  readonly seed: () => number;
  /** How a generated reply speaks. */
  readonly voice?: Voice | undefined;
}

/** Makes the turns of a reply, one for each choice that the prompt asks for. */
export function compose(choice: Choice, context: ComposeContext): readonly Turn[] {
  const { prompt } = context;
  const drafts = Array.from({ length: Math.max(1, prompt.choices) }, (_, at) => {
    const seed = at === 0 ? context.seed : () => hashText(`choice ${at}`, context.seed());
    return choice.type === 'fixture'
      ? fromFixture(choice.fixture, prompt)
      : fromGenerator(prompt, { seed: seed(), voice: context.voice });
  });
  // The text of a user's fixture stays as it is, in each choice.
  const isScripted = choice.type === 'fixture' && !choice.isBuiltIn;
  return (isScripted ? drafts : makeDistinct(drafts, prompt)).map((draft) => turnOf(draft, context));
}

/** Turns of a choice with its overrides, or as a fault of the model's output ends them. */
export function composeTurns(
  choice: Choice,
  context: ComposeContext,
  fault: ModelOutputFault | undefined,
): readonly Turn[] {
  if (fault === undefined) {
    const overrides = overridesOf(choice);
    // A fixture without content of its own leaves it to the generator.
    const source =
      overrides.isSpoken || overrides.raw !== undefined ? choice : { type: 'generator' as const, passed: [] };
    return applyOverrides(compose(source, context), overrides);
  }
  if ('says' in fault) {
    const reply = { parts: [{ refusal: fault.says }], stop: 'refusal' as const };
    const fixture = { when: {}, reply };
    return compose({ type: 'fixture', fixture, passed: [], misfits: [], isBuiltIn: false }, context);
  }
  const { limits } = context.prompt;
  const maxOutput = Math.min(limits.maxOutput ?? fault.after, fault.after);
  const prompt = { ...context.prompt, limits: { ...limits, maxOutput } };
  return compose(choice, { ...context, prompt }).map((turn) => ({ ...turn, stop: fault.stop }));
}

function fromGenerator(prompt: Prompt, options: GenerateOptions): Cut {
  const { reasoning, text, calls, stop } = generate(prompt, options);
  return {
    parts: [...reasoningPart(reasoning), ...(text === '' ? [] : [{ type: 'text', text } as const]), ...calls],
    stop,
  };
}

const reasoningPart = (text: string): readonly Part[] => (text === '' ? [] : [{ type: 'reasoning', text }]);

/** Reasoning is included where the request asks for it: the fixture's own, else generated. */
function fromFixture({ reply }: Fixture, prompt: Prompt): Cut {
  const written = partsOf(reply).map((part) => toPart(part, prompt));
  const visible = written.filter(({ type }) => type !== 'reasoning');
  const calls = visible.filter(isCall);
  const stop = (typeof reply === 'string' ? undefined : reply.stop) ?? usualStop(visible, calls);
  if (!prompt.reasoning) return { parts: visible, stop };
  const hasReasoning = written.length > visible.length;
  const parts = hasReasoning ? written : [...reasoningPart(thinkAbout(prompt, calls)), ...visible];
  return { parts, stop };
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
  return { ...cut, parts: cut.parts.map((part) => withPieces(part, counter)), usage };
}

/** Only streams and log probabilities ask for a part's pieces. */
const withPieces = (part: Part, counter: TokenCounter): Part => ({
  ...part,
  get pieces() {
    return counter.pieces(textOfPart(part));
  },
});

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
