import type { Part, Profile, Prompt, ToolCall } from '../../core';
import type { TokenCounter } from '../../tokens';
import { forcedName, percent } from './count';
import { countsFor, type SurfaceCounts } from './generations';

/** How the tokens of a reply are counted besides its texts. */
export interface ReplyCounting {
  /** Tokens of a part besides those of its text. */
  extra(part: Part): number;
  /** Tokens of a whole reply, given those of its parts. */
  total(parts: readonly Part[], tokens: number): number;
}

/** The counts of replies to a prompt. */
export function replyCounting(prompt: Prompt, profile: Profile, counter: TokenCounter): ReplyCounting {
  const counts = countsFor(prompt, profile);
  const isBare = forcedName(prompt, counts) !== undefined && counts.isForcedCallBare === true;
  const isForced = counts.forcedCall !== undefined && /^(?:required|named)$/.test(prompt.toolChoice.type);
  const isCounted = (part: Part): part is ToolCall => part.type === 'tool-call' && !isBare;
  const ending = prompt.ending ?? profile.framing.reply;
  const format = prompt.output.type === 'json-schema' ? (counts.schemaReply ?? 0) : 0;
  return {
    // Claude's constants count once a reply is whole: the limit of a request holds for what is said.
    extra: (part) =>
      isCounted(part) ? counter.count(part.name) + (counts.isJson === true ? 0 : (counts.call ?? 0)) : 0,
    total(parts, tokens) {
      const calls = parts.filter(isCounted);
      const thought = parts.some(({ type }) => type === 'reasoning') ? (counts.afterReasoning ?? 0) : 0;
      const ofCalls = calls.length === 0 ? 0 : callTokens(calls, { counts, counter, isForced });
      const whole = isForced ? 0 : (counts.reply ?? 0);
      return Math.round(tokens + textTokens(parts, counts, counter) + ofCalls + whole + thought + format + ending);
    },
  };
}

/** What a percentage adds to the texts of a reply. */
function textTokens(parts: readonly Part[], { replyPercent }: SurfaceCounts, counter: TokenCounter): number {
  if (replyPercent === undefined) return 0;
  const text = parts.reduce(
    (sum, part) => sum + (part.type === 'text' || part.type === 'refusal' ? counter.count(part.text) : 0),
    0,
  );
  return percent(text, replyPercent) - text;
}

interface CallCounting {
  readonly counts: SurfaceCounts;
  readonly counter: TokenCounter;
  readonly isForced: boolean;
}

/** What a reply with calls costs besides the parts themselves. */
function callTokens(calls: readonly ToolCall[], { counts, counter, isForced }: CallCounting): number {
  const several = calls.length > 1 ? (counts.parallel ?? 0) : 0;
  if (counts.isJson !== true) return several;
  const text = calls.reduce((sum, { name, input }) => sum + counter.count(name) + counter.count(input), 0);
  const scaled = percent(text, isForced ? counts.forcedReplyPercent : counts.callReplyPercent) - text;
  const each = (isForced ? counts.forcedCall : counts.call) ?? 0;
  return scaled + each * calls.length + (isForced ? 0 : (counts.calls ?? 0)) + several;
}
