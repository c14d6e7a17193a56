import type { CompletionChoice, Completion as SdkCompletion } from 'openai/resources/completions';
import {
  type Noise,
  type Prompt,
  piecesOf,
  type RenderContext,
  type StopReason,
  type Turn,
  textOf,
  textOfPart,
} from '../../../core';
import { completionId } from '../dialect/ids';
import { type LegacyLogprobs, logprobsOf } from './logprobs';
import { candidatesOf } from './read';
import type { CompletionsBody } from './schema';

/** The SDK's choice, with log probabilities as they really are. */
export type LegacyChoice = Omit<CompletionChoice, 'logprobs'> & { logprobs: LegacyLogprobs | null };

/** The SDK's completion; these models have no fingerprint. */
export type LegacyCompletion = Omit<SdkCompletion, 'choices' | 'usage' | 'system_fingerprint'> & {
  choices: readonly LegacyChoice[];
  usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
};

/** One prompt with the replies that were generated for it. */
interface Group {
  readonly prompt: Prompt;
  readonly turns: readonly Turn[];
}

/** A reply as this surface shows it, and in which pieces it is said. */
export interface RenderedChoice {
  readonly choice: LegacyChoice;
  /** The prompt, where it is repeated. */
  readonly echoed: string;
  readonly said: readonly string[];
}

const finishReasons: { readonly [Reason in StopReason]: LegacyChoice['finish_reason'] } = {
  end: 'stop',
  length: 'length',
  'stop-sequence': 'stop',
  'tool-calls': 'stop',
  refusal: 'stop',
  'content-filter': 'content_filter',
  pause: 'stop',
  'context-window': 'length',
};

function groupsOf(turns: readonly Turn[], { body, prompt }: RenderContext<CompletionsBody>): readonly Group[] {
  const size = candidatesOf(body);
  return [prompt, ...(prompt.further ?? [])].map((each, at) => ({
    prompt: each,
    turns: turns.slice(at * size, (at + 1) * size),
  }));
}

/** The words of a prompt: its suffix is no part of them. */
const wordsAsked = ({ messages: [message] }: Prompt): string =>
  message === undefined || message.role === 'assistant' ? '' : textOf(message.content);

/** The tokens of a prompt that is repeated with them. */
const tokensAsked = ({ messages: [message] }: Prompt): readonly string[] =>
  message === undefined || message.role === 'assistant'
    ? []
    : message.content.flatMap((piece) => (piece.type === 'text' ? (piece.pieces ?? []) : []));

/** All choices that are shown, in order: of each prompt as many as were asked for. */
export function renderChoices(
  turns: readonly Turn[],
  envelope: RenderContext<CompletionsBody>,
): readonly RenderedChoice[] {
  const { body, noise } = envelope;
  return groupsOf(turns, envelope)
    .flatMap((group) => group.turns.slice(0, body.n ?? 1).map((turn) => ({ turn, prompt: group.prompt })))
    .map(({ turn, prompt }, index) => shown({ turn, prompt, index }, body, noise));
}

function shown(
  { turn, prompt, index }: { turn: Turn; prompt: Prompt; index: number },
  { echo, logprobs }: CompletionsBody,
  noise: Noise,
): RenderedChoice {
  // A fixture may hold parts that this surface cannot show.
  const parts = turn.parts.filter(({ type }) => type === 'text' || type === 'refusal');
  const said = parts.flatMap(piecesOf);
  const asked = wordsAsked(prompt);
  const echoed = echo === true ? asked : '';
  const told = { echoed: tokensAsked(prompt), said, start: echoed === '' ? [...asked].length : 0 };
  return {
    choice: {
      text: echoed + parts.map(textOfPart).join(''),
      index,
      logprobs: typeof logprobs === 'number' ? logprobsOf({ ...told, topCount: logprobs }, noise) : null,
      finish_reason: finishReasons[turn.stop],
    },
    echoed,
    said,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Every prompt counts once, and every candidate, shown or not. */
function usageOf(groups: readonly Group[]): LegacyCompletion['usage'] {
  const prompt = sum(groups.map(({ turns }) => turns[0]?.usage.input ?? 0));
  const completion = sum(groups.flatMap(({ turns }) => turns.map(({ usage }) => usage.output)));
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

/** A completion of these choices. */
export function completionOf(
  choices: readonly LegacyChoice[],
  turns: readonly Turn[],
  envelope: RenderContext<CompletionsBody>,
): LegacyCompletion {
  return {
    id: completionId(envelope.ids),
    object: 'text_completion',
    created: envelope.created,
    model: envelope.profile.served,
    choices,
    usage: usageOf(groupsOf(turns, envelope)),
  };
}

/** The completion as JSON text: two spaces and a line end. */
export function render(turns: readonly Turn[], envelope: RenderContext<CompletionsBody>): string {
  const choices = renderChoices(turns, envelope).map(({ choice }) => choice);
  return `${JSON.stringify(completionOf(choices, turns, envelope), null, 2)}\n`;
}
