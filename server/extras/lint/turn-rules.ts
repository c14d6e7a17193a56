import { parseJson, type ToolCall } from '../../core';
import { type AnsweredExchange, type ConversationStep, callsIn, saidIn } from './exchange';
import type { LintContext, LintIssue, LintRule } from './rule';

const GUIDE = 'OpenAI guide, function calling; Anthropic docs, handle tool calls';

/** What a client writes that read the content of an answer that has none. */
const NOTHING: ReadonlySet<string> = new Set(['', 'null', 'None', 'undefined']);

/** What a step shows of one of the answers from which it may go on. */
type StepCheck = (
  step: ConversationStep & { readonly turn: NonNullable<ConversationStep['turn']> },
  answer: AnsweredExchange,
) => string | undefined;

/** Holds a look against each step whose client tells what the model had answered. */
const inTurns =
  (look: StepCheck) =>
  ({ steps }: LintContext): readonly LintIssue[] =>
    steps.flatMap((step) => {
      const { turn, later, before } = step;
      if (turn === undefined) return [];
      return before.flatMap((about) => {
        const message = look({ ...step, turn }, about);
        return message === undefined ? [] : [{ talk: later, about, message }];
      });
    });

/** Does a turn hold what an answer said: its words, or one of its calls? */
function repeats(turn: Parameters<StepCheck>[0]['turn'], { accepted: { heard } }: AnsweredExchange): boolean {
  const text = saidIn(turn, 'text');
  const ids = new Set(callsIn(heard.parts).map(({ id }) => id));
  return (text !== '' && text === saidIn(heard.parts, 'text')) || callsIn(turn).some(({ id }) => ids.has(id));
}

/** The client has what came before the break and takes it for all. One that hung up itself knows what it has. */
const usesBroken: StepCheck = ({ turn, isPrefill }, answer) =>
  answer.accepted.heard.stop === undefined && !answer.isClientGone && !isPrefill && repeats(turn, answer)
    ? `#${answer.id} broke off, and the conversation goes on as if its answer were whole.`
    : undefined;

const LIMITS: ReadonlySet<string | undefined> = new Set(['length', 'context-window']);

const usesCut: StepCheck = ({ turn, isPrefill }, answer) =>
  LIMITS.has(answer.accepted.heard.stop) && !isPrefill && repeats(turn, answer)
    ? `#${answer.id} ended at its limit of tokens, and the conversation goes on as if its answer were whole.`
    : undefined;

const missesRefusal: StepCheck = ({ turn }, answer) => {
  const { parts, stop } = answer.accepted.heard;
  const refusal = saidIn(parts, 'refusal');
  if ((refusal === '' && stop !== 'refusal') || saidIn(turn, 'refusal') !== '') return undefined;
  const text = saidIn(turn, 'text');
  if (!NOTHING.has(text.trim()) && text !== refusal && text !== saidIn(parts, 'text')) return undefined;
  return callsIn(turn).length > 0
    ? undefined
    : `#${answer.id} was a refusal, and the conversation goes on with ${JSON.stringify(text)} as its answer.`;
};

const changesCalls: StepCheck = ({ turn }, answer) => {
  const made = callsIn(answer.accepted.heard.parts);
  const changed = callsIn(turn).find((call) => made.some((one) => one.id === call.id && !isSame(one, call)));
  return changed === undefined || answer.accepted.heard.stop === undefined
    ? undefined
    : `The call ${changed.id} of #${answer.id} comes back changed: ${changed.name} ${changed.input}.`;
};

/** White space and the order of keys are nobody's business. */
const isSame = (one: ToolCall, other: ToolCall): boolean =>
  one.name === other.name &&
  (one.input === other.input || canonical(parseJson(one.input)) === canonical(parseJson(other.input)));

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  ) ?? '';

const dropped = ({ steps }: LintContext): readonly LintIssue[] =>
  steps.flatMap((step) => {
    const { later, before, turn, results } = step;
    const open = before.map((answer) => ({ answer, calls: unanswered(answer, results) }));
    // One that needs nothing may be the one from which it goes on.
    const [newest] = open.some(({ calls }) => calls.length === 0) ? [] : open;
    if (newest === undefined || (turn !== undefined && !isOf(turn, newest.answer))) return [];
    const names = newest.calls.map(({ name }) => name).join(', ');
    const message = `The model called ${names} in #${newest.answer.id}, and the conversation goes on without a result.`;
    return [{ talk: later, about: newest.answer, message }];
  });

/** A client that looks for words in an answer that only calls finds none. */
const isOf = (turn: Parameters<StepCheck>[0]['turn'], answer: AnsweredExchange): boolean =>
  repeats(turn, answer) || (callsIn(turn).length === 0 && NOTHING.has(saidIn(turn, 'text').trim()));

const unanswered = ({ accepted: { heard } }: AnsweredExchange, results: ReadonlySet<string>): readonly ToolCall[] =>
  callsIn(heard.parts).filter(({ id, name }) => !results.has(id ?? name));

function twice({ talks }: LintContext): readonly LintIssue[] {
  const told = new Map<string, AnsweredExchange>();
  return talks.flatMap((talk) => {
    const { messages = [] } = talk.accepted?.prompt ?? {};
    const start = messages.findLastIndex(({ role }) => role === 'assistant') + 1;
    const ids = messages.slice(start).flatMap((message) => (message.role === 'tool' ? [message.callId] : []));
    const known = ids.find((id) => told.has(id));
    const about = known === undefined ? undefined : told.get(known);
    if (talk.isComplete) for (const id of ids) told.set(id, talk as AnsweredExchange);
    return about === undefined
      ? []
      : [{ talk, about, message: `The result of ${known} was sent in #${about.id} and answered; it is sent again.` }];
  });
}

/** What a client makes of answers. */
export const turnRows = [
  {
    id: 'sends-result-twice',
    says: 'The result of a call is sent once: whoever sends it again pays again, and may act again on what is said to it.',
    looksAt: 'ids of the results with which requests end, once one of them was answered in full',
    source: { grade: 'docs', ref: GUIDE },
    check: twice,
  },
  {
    id: 'drops-call',
    says: 'Each call of a tool gets a result before the conversation goes on.',
    looksAt: 'a request that begins with an earlier one whose answer called tools, and bears no results of theirs',
    source: { grade: 'docs', ref: GUIDE },
    check: dropped,
  },
  {
    id: 'changes-call',
    says: 'A call comes back in the history as the model made it.',
    looksAt: 'name and arguments of a call in the history, beside those that were answered under the same id',
    source: { grade: 'docs', ref: GUIDE },
    check: inTurns(changesCalls),
  },
  {
    id: 'uses-broken-answer',
    says: 'An answer that broke off is asked for again, not taken for a whole one.',
    looksAt: 'the words or calls of an answer without its end, in the history of a later request',
    source: { grade: 'docs', ref: 'OpenAI and Anthropic guides, streaming and errors in streams' },
    check: inTurns(usesBroken),
  },
  {
    id: 'uses-cut-answer',
    says: 'An answer that ended at its limit of tokens is not taken for a whole one.',
    looksAt:
      'the same for finish_reason length, max_output_tokens and max_tokens, where the model is not asked to go on with it',
    source: {
      grade: 'docs',
      ref: 'OpenAI guide, structured outputs (edge cases); Anthropic docs, handling stop reasons',
    },
    check: inTurns(usesCut),
  },
  {
    id: 'misses-refusal',
    says: 'A refusal is told by its own member or stop reason, and is no content.',
    looksAt: 'a history that gives a refusal back as words of an answer, or nothing in its place',
    source: {
      grade: 'docs',
      ref: 'OpenAI guide, structured outputs (refusals); Anthropic docs, handling stop reasons',
    },
    check: inTurns(missesRefusal),
  },
] as const satisfies readonly LintRule[];
