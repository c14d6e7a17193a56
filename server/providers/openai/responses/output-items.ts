import type {
  ResponseCustomToolCall,
  ResponseFunctionToolCall,
  ResponseOutputMessage,
  ResponseOutputRefusal,
  ResponseOutputText,
  ResponseReasoningItem,
} from 'openai/resources/responses/responses';
import { type Part, piecesOf, type RenderContext, type ToolCall, type Turn } from '../../../core';
import { toolCallId } from '../dialect/ids';
import { fakeEncryptedContent, type ItemIdFactory } from './item-ids';
import { logprobsOf } from './logprobs';
import type { ResponsesBody } from './schema';

type OutputItemStatus = 'in_progress' | 'completed' | 'incomplete';

/** Items that this surface says, with the members that the wire has and the SDK's types do not. */
export type OutputItem =
  | ResponseOutputMessage
  | ResponseReasoningItem
  | (ResponseFunctionToolCall & { id: string; status: OutputItemStatus })
  | (ResponseCustomToolCall & { id: string; status: OutputItemStatus });

/** A finished item and its words as a stream says them. */
export interface RenderedItem<Item extends OutputItem = OutputItem> {
  readonly item: Item;
  readonly pieces: readonly string[];
}

interface ItemContext {
  readonly envelope: RenderContext<ResponsesBody>;
  readonly idOf: ItemIdFactory;
  readonly status: OutputItemStatus;
  /** Absent for models that do not tell the phases of a turn apart. */
  readonly phase: 'commentary' | 'final_answer' | undefined;
}

type IncompleteReason = 'max_output_tokens' | 'content_filter';

/** Stops that leave the last item unfinished. */
const UNFINISHED: Partial<Record<Turn['stop'], IncompleteReason>> = {
  length: 'max_output_tokens',
  'context-window': 'max_output_tokens',
  'content-filter': 'content_filter',
};

/** Why a turn is incomplete, if it is. */
export const incompleteReason = (stop: Turn['stop']): IncompleteReason | undefined => UNFINISHED[stop];

/** The items of a turn, in the order of its parts. */
export function renderItems(
  { parts, stop }: Turn,
  envelope: RenderContext<ResponsesBody>,
  idOf: ItemIdFactory,
): readonly RenderedItem[] {
  const phased = envelope.profile.traits.has('phase');
  const cut = incompleteReason(stop) !== undefined;
  const lastCall = parts.findLastIndex(({ type }) => type === 'tool-call');
  return parts.map((part, at) => {
    const make = itemRenderers[part.type] as (part: Part, making: ItemContext) => RenderedItem;
    return make(part, {
      envelope,
      idOf,
      status: cut && at === parts.length - 1 ? 'incomplete' : 'completed',
      phase: phased ? (at < lastCall ? 'commentary' : 'final_answer') : undefined,
    });
  });
}

type ItemRenderer<Type extends Part['type']> = (
  part: Extract<Part, { type: Type }>,
  making: ItemContext,
) => RenderedItem;

const itemRenderers: { readonly [Type in Part['type']]: ItemRenderer<Type> } = {
  text: (part, making) =>
    message(part, making, {
      type: 'output_text',
      annotations: [],
      logprobs: logprobsOf(piecesOf(part), making.envelope),
      text: part.text,
    }),
  refusal: (part, making) => message(part, making, { type: 'refusal', refusal: part.text }),
  reasoning: (part, making) => reasoning(part, making),
  'tool-call': (part, making) => (part.kind === 'function' ? functionCall(part, making) : customCall(part, making)),
};

function message(
  part: Part,
  { idOf, status, phase }: ItemContext,
  content: ResponseOutputText | ResponseOutputRefusal,
): RenderedItem {
  const item: ResponseOutputMessage = {
    id: idOf('msg'),
    type: 'message',
    status,
    content: [content],
    ...(phase === undefined ? {} : { phase }),
    role: 'assistant',
  };
  return { item, pieces: piecesOf(part) };
}

/** Open models show their words; hidden ones show a summary where one is asked for. */
function reasoning(part: Extract<Part, { type: 'reasoning' }>, { envelope, idOf }: ItemContext): RenderedItem {
  const { body, profile, ids } = envelope;
  const { text } = part;
  const open = profile.reasoning === 'open';
  const summarized = !open && summaryOf(body) !== null && text !== '';
  // Since July 2026 also of stored answers, and unasked (21 of 21 recordings).
  const seal = !open || (body.include ?? []).includes('reasoning.encrypted_content');
  const item: ResponseReasoningItem = {
    id: idOf('rs'),
    type: 'reasoning',
    content: open ? [{ type: 'reasoning_text', text }] : [],
    ...(seal ? { encrypted_content: fakeEncryptedContent(ids) } : {}),
    summary: summarized ? [{ type: 'summary_text', text }] : [],
  };
  return { item, pieces: open || summarized ? piecesOf(part) : [] };
}

/** The summary that a request gets: `auto` is resolved to the fullest. */
export function summaryOf({ reasoning: asked }: ResponsesBody): 'concise' | 'detailed' | null {
  const summary = asked?.summary ?? null;
  return summary === 'auto' ? 'detailed' : summary;
}

function functionCall(part: ToolCall, { envelope, idOf, status }: ItemContext): RenderedItem {
  const item = {
    id: idOf('fc'),
    type: 'function_call' as const,
    status,
    arguments: part.input,
    call_id: part.id ?? toolCallId(envelope.ids),
    name: part.name,
  };
  return { item, pieces: piecesOf(part) };
}

function customCall(part: ToolCall, { envelope, idOf, status }: ItemContext): RenderedItem {
  const item = {
    id: idOf('ctc'),
    type: 'custom_tool_call' as const,
    status,
    call_id: part.id ?? toolCallId(envelope.ids),
    input: part.input,
    name: part.name,
  };
  return { item, pieces: piecesOf(part) };
}
