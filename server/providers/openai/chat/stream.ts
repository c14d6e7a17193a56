import type { ChatCompletionTokenLogprob } from 'openai/resources/chat/completions';
import {
  chunked,
  type Frame,
  inGroups,
  type Part,
  piecesOf,
  type RenderContext,
  type Turn,
  type WireError,
} from '../../../core';
import { type ChatChoice, type ChatCompletionReply, completionOf, isBare, isCall } from './render';
import type { ChatBody } from './schema';
import { type ChunkChoice, type ChunkWriter, createChunkWriter, type Delta } from './sse-chunks';

/** The frames of one choice; those of several choices are interleaved. */
interface ChoiceFrames {
  readonly role: Frame;
  readonly deltas: readonly Frame[];
  readonly finish: Frame;
}

const DONE: Frame = 'data: [DONE]\n\n';

/** The completion as a stream says it: made from the same object that the JSON body shows. */
export function stream(turns: readonly Turn[], envelope: RenderContext<ChatBody>): readonly Frame[] {
  const completion = completionOf(turns, envelope);
  const { tokensPerDelta = 1 } = envelope;
  const { stream_options: options } = envelope.body;
  const bare = isBare(envelope.profile);
  const usage = bare || options?.include_usage === true;
  const noise = bare || options?.include_obfuscation === false ? undefined : envelope.noise;
  const press = createChunkWriter(completion, { noise, usage });
  const strands = completion.choices.map((choice, at) =>
    choiceFrames(turns[at]?.parts ?? [], choice, {
      press,
      chunk: tokensPerDelta,
      bare,
      // Its last chunk tells the usage too.
      ...(bare && at === completion.choices.length - 1 ? { usage: completion.usage } : {}),
    }),
  );
  return [
    ...strands.map(({ role }) => role),
    ...interleaved(strands.map(({ deltas }) => deltas)),
    ...strands.map(({ finish }) => finish),
    ...(usage && !bare ? [press.frame([], completion.usage)] : []),
    DONE,
  ];
}

/** An error after the stream has begun. Whether `[DONE]` follows is not known; clients stop at the error. */
export const streamError = ({ message, type, param, code }: WireError): readonly Frame[] => [
  `data: ${JSON.stringify({ error: { message, type, param: param ?? null, code: code ?? null } })}\n\n`,
];

/** One frame of each strand in turn. */
function interleaved(strands: readonly (readonly Frame[])[]): readonly Frame[] {
  const [only, ...others] = strands;
  if (only !== undefined && others.length === 0) return only;
  const longest = Math.max(0, ...strands.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => strands.flatMap((strand) => strand[at] ?? [])).flat();
}

/** What telling one choice needs at hand. */
interface ChoiceStream {
  readonly parts: readonly Part[];
  readonly choice: ChatChoice;
  /** Log probabilities of text that is still to be told. */
  readonly tokens: Iterator<ChatCompletionTokenLogprob>;
  readonly press: ChunkWriter;
  /** Tokens in each delta. */
  readonly chunk: number;
  /** Without refusals, and both kinds of words in each delta, one of them null. */
  readonly bare: boolean;
  /** Told with the end of the choice. */
  readonly usage?: ChatCompletionReply['usage'];
}

function choiceFrames(
  parts: readonly Part[],
  choice: ChatChoice,
  told: Pick<ChoiceStream, 'press' | 'chunk' | 'bare' | 'usage'>,
): ChoiceFrames {
  const { press, bare, usage } = told;
  const telling: ChoiceStream = { ...told, parts, choice, tokens: (choice.logprobs?.content ?? []).values() };
  // In the order in which they are sent: the noise runs on from frame to frame.
  const role = frameOf(
    telling,
    bare ? bareRole(choice) : roleDelta(parts, choice),
    choice.logprobs ? { content: [], refusal: null } : null,
  );
  const said = parts.flatMap((part) =>
    (frames[part.type] as (part: Part, telling: ChoiceStream) => readonly Frame[])(part, telling),
  );
  const end = { ...empty(choice), finish_reason: choice.finish_reason };
  const last = bare ? press.frame([{ ...end, delta: bareEnd(choice) }], usage) : press.frame([end]);
  return { role, deltas: said, finish: last };
}

/** The key of log probabilities stands in chunks where it stands in the body. */
const empty = ({ index, logprobs }: ChatChoice): ChunkChoice => ({
  index,
  delta: {},
  ...(logprobs === undefined ? {} : { logprobs: null }),
  finish_reason: null,
});

function frameOf(
  { press, choice }: ChoiceStream,
  delta: Delta,
  logprobs: NonNullable<ChatChoice['logprobs']> | null = null,
): Frame {
  return press.frame([{ ...empty(choice), delta, ...(logprobs === null ? {} : { logprobs }) }]);
}

const printed = (
  { press, choice, chunk }: ChoiceStream,
  part: Part,
  delta: (piece: string) => Delta,
): readonly Frame[] =>
  press.pieces((piece) => ({ ...empty(choice), delta: delta(piece) }), chunked(piecesOf(part), chunk));

const isOnlyCalls = (parts: readonly Part[]): boolean => parts.length > 0 && parts.every(isCall);
const isLoneCall = (parts: readonly Part[]): boolean => parts.length === 1 && isOnlyCalls(parts);

/** The first delta: it names the role, and opens a lone call. */
function roleDelta(parts: readonly Part[], { message }: ChatChoice): Delta {
  const { refusal, function_call: legacy, tool_calls: [call] = [] } = message;
  const start = { role: 'assistant', content: message.content === null ? null : '' } as const;
  if (refusal != null) return { ...start, refusal: '' };
  if (legacy) return { ...start, function_call: { name: legacy.name, arguments: '' } };
  if (call !== undefined && isLoneCall(parts)) return { ...start, tool_calls: [opening(call, 0)], refusal: null };
  return isOnlyCalls(parts) ? start : { ...start, refusal: null };
}

const hasThoughts = ({ message }: ChatChoice): boolean => message.reasoning_content !== undefined;

/** The first delta of a service that says no more than it must. */
const bareRole = (choice: ChatChoice): Delta =>
  hasThoughts(choice)
    ? { role: 'assistant', content: null, reasoning_content: '' }
    : { role: 'assistant', content: '' };

const bareEnd = (choice: ChatChoice): Delta => ({
  content: '',
  ...(hasThoughts(choice) ? { reasoning_content: null } : {}),
});

type ChatToolCall = NonNullable<ChatChoice['message']['tool_calls']>[number];

/** What names a call before its first piece. */
const opening = (call: ChatToolCall, index: number): NonNullable<Delta['tool_calls']>[number] =>
  call.type === 'function'
    ? { index, id: call.id, type: call.type, function: { name: call.function.name, arguments: '' } }
    : { index, id: call.id, type: call.type, custom: { name: call.custom.name, input: '' } };

type PartFrames<Type extends Part['type']> = (
  part: Extract<Part, { type: Type }>,
  telling: ChoiceStream,
) => readonly Frame[];

/** How each kind of part is told. */
const frames: { readonly [Type in Part['type']]: PartFrames<Type> } = {
  text(part, telling) {
    const beside = telling.bare && hasThoughts(telling.choice) ? { reasoning_content: null } : {};
    if (!telling.choice.logprobs) return printed(telling, part, (content) => ({ content, ...beside }));
    return inGroups(piecesOf(part), telling.chunk).map((group) => {
      const tokens = group.flatMap(() => telling.tokens.next().value ?? []);
      return frameOf(telling, { content: group.join('') }, { content: tokens, refusal: null });
    });
  },
  reasoning: (part, telling) =>
    telling.choice.message.reasoning_content === undefined
      ? []
      : printed(telling, part, (reasoning_content) => ({
          ...(telling.bare ? { content: null } : {}),
          reasoning_content,
        })),
  refusal: (part, telling) => printed(telling, part, (refusal) => ({ refusal })),
  'tool-call'(part, telling) {
    const { parts, choice } = telling;
    const index = parts.filter(isCall).indexOf(part);
    if (choice.message.function_call) {
      return index === 0 ? printed(telling, part, (words) => ({ function_call: { arguments: words } })) : [];
    }
    const call = choice.message.tool_calls?.[index];
    const named =
      call === undefined || (isLoneCall(parts) && !telling.bare)
        ? []
        : [frameOf(telling, { tool_calls: [opening(call, index)] })];
    const said = printed(telling, part, (words) => ({
      tool_calls: [
        part.kind === 'function' ? { index, function: { arguments: words } } : { index, custom: { input: words } },
      ],
    }));
    return [...named, ...said];
  },
};
