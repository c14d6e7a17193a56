import type { Envelope, Frame, Turn, WireProblem } from '../../../core';
import { partOf } from './logprobs';
import { type Choice, type Completion, completionOf, type Shown, shownOf } from './render';
import type { CompletionsBody } from './schema';

const DONE: Frame = 'data: [DONE]\n\n';

/** One choice's part of a chunk: nothing is finished before the last. */
type Chunk = Omit<Choice, 'finish_reason'> & { finish_reason: Choice['finish_reason'] | null };

/** The completion as a stream says it, made from the same choices that the JSON body shows. */
export function stream(turns: readonly Turn[], envelope: Envelope<CompletionsBody>): readonly Frame[] {
  const shown = shownOf(turns, envelope);
  const withUsage = envelope.body.stream_options?.include_usage === true;
  const completion = completionOf([], turns, envelope);
  const frame = (choices: readonly Chunk[], usage: Completion['usage'] | null = null): Frame =>
    frameOf(completion, choices, withUsage ? { usage } : {});
  const said = shown.map((each) => chunksOf(each));
  const longest = Math.max(0, ...said.map(({ length }) => length));
  return [
    // Choices are interleaved: one piece of each in turn.
    ...Array.from({ length: longest }, (_, at) => said.flatMap((chunks) => chunks.slice(at, at + 1))).flatMap(
      (chunks) => chunks.map((chunk) => frame([chunk])),
    ),
    ...(withUsage ? [frame([], completion.usage)] : []),
    DONE,
  ];
}

function frameOf({ id, object, created, model }: Completion, choices: readonly Chunk[], more: object): Frame {
  return `data: ${JSON.stringify({ id, object, created, choices, model, ...more })}\n\n`;
}

/** The pieces of a choice, and a last chunk that tells why it ends. */
function chunksOf({ choice, pieces }: Shown): readonly Chunk[] {
  const { index, logprobs, finish_reason } = choice;
  // A repeated prompt is one piece of many tokens; each of the others is one token.
  const first = logprobs === null ? 0 : logprobs.tokens.length - pieces.length + 1;
  const told = (at: number): Choice['logprobs'] =>
    logprobs && partOf(logprobs, at === 0 ? 0 : first + at - 1, first + at);
  return [
    ...pieces.map((text, at) => ({ text, index, logprobs: told(at), finish_reason: null })),
    { text: '', index, logprobs: logprobs && partOf(logprobs, 0, 0), finish_reason },
  ];
}

/** An error after the stream has begun; clients stop at it. */
export const broken = ({ message, type, param, code }: WireProblem): readonly Frame[] => [
  `data: ${JSON.stringify({ error: { message, type, param: param ?? null, code: code ?? null } })}\n\n`,
];
