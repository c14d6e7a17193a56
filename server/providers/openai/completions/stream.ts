import { chunked, type Frame, type RenderContext, type Turn, type WireError } from '../../../core';
import { sliceLogprobs } from './logprobs';
import { completionOf, type LegacyChoice, type LegacyCompletion, type RenderedChoice, renderChoices } from './render';
import type { CompletionsBody } from './schema';

const DONE: Frame = 'data: [DONE]\n\n';

/** One choice's part of a chunk: nothing is finished before the last. */
type LegacyChunk = Omit<LegacyChoice, 'finish_reason'> & { finish_reason: LegacyChoice['finish_reason'] | null };

/** The completion as a stream says it, made from the same choices that the JSON body shows. */
export function stream(turns: readonly Turn[], envelope: RenderContext<CompletionsBody>): readonly Frame[] {
  const shown = renderChoices(turns, envelope);
  const withUsage = envelope.body.stream_options?.include_usage === true;
  const completion = completionOf([], turns, envelope);
  const frame = (choices: readonly LegacyChunk[], usage: LegacyCompletion['usage'] | null = null): Frame =>
    frameOf(completion, choices, withUsage ? { usage } : {});
  const said = shown.map((each) => chunksOf(each, envelope.tokensPerDelta ?? 1));
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

function frameOf(
  { id, object, created, model }: LegacyCompletion,
  choices: readonly LegacyChunk[],
  more: object,
): Frame {
  return `data: ${JSON.stringify({ id, object, created, choices, model, ...more })}\n\n`;
}

/** The pieces of a choice, and a last chunk that tells why it ends. */
function chunksOf({ choice, echoed, said }: RenderedChoice, size: number): readonly LegacyChunk[] {
  const { index, logprobs, finish_reason } = choice;
  // A repeated prompt is told at once, with all its tokens.
  const first = logprobs === null ? 0 : logprobs.tokens.length - said.length;
  const chunk = (text: string, from: number, to: number): LegacyChunk => ({
    text,
    index,
    logprobs: logprobs && sliceLogprobs(logprobs, from, to),
    finish_reason: null,
  });
  return [
    ...(echoed === '' ? [] : [chunk(echoed, 0, first)]),
    ...chunked(said, size).map((text, at) => chunk(text, first + at * size, first + (at + 1) * size)),
    { ...chunk('', 0, 0), finish_reason },
  ];
}

/** An error after the stream has begun; clients stop at it. */
export const streamError = ({ message, type, param, code }: WireError): readonly Frame[] => [
  `data: ${JSON.stringify({ error: { message, type, param: param ?? null, code: code ?? null } })}\n\n`,
];
