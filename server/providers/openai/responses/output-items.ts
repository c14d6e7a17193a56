import type {
  ResponseCustomToolCall,
  ResponseFunctionToolCall,
  ResponseOutputMessage,
  ResponseOutputRefusal,
  ResponseOutputText,
  ResponseReasoningItem,
} from 'openai/resources/responses/responses';
import { type Envelope, type Part, piecesOf, type ToolCall, type Turn } from '../../../core';
import { toolCallId } from '../ids';
import { type ItemIds, sealed } from './item-ids';
import { logprobsOf } from './logprobs';
import type { ResponsesBody } from './schema';

type Status = 'in_progress' | 'completed' | 'incomplete';

/** Items that this surface says, with the members that the wire has and the SDK's types do not. */
export type OutputItem =
  | ResponseOutputMessage
  | ResponseReasoningItem
  | (ResponseFunctionToolCall & { id: string; status: Status })
  | (ResponseCustomToolCall & { id: string; status: Status });

/** A finished item and its words as a stream says them. */
export interface Said<Item extends OutputItem = OutputItem> {
  readonly item: Item;
  readonly pieces: readonly string[];
}

interface Making {
  readonly envelope: Envelope<ResponsesBody>;
  readonly idOf: ItemIds;
  readonly status: Status;
  /** Absent for models that do not tell the phases of a turn apart. */
  readonly phase: 'commentary' | 'final_answer' | undefined;
}

type Unfinished = 'max_output_tokens' | 'content_filter';

/** Stops that leave the last item unfinished. */
const UNFINISHED: Partial<Record<Turn['stop'], Unfinished>> = {
  length: 'max_output_tokens',
  'context-window': 'max_output_tokens',
  'content-filter': 'content_filter',
};

/** Why a turn is incomplete, if it is. */
export const reasonOf = (stop: Turn['stop']): Unfinished | undefined => UNFINISHED[stop];

/** The items of a turn, in the order of its parts. */
export function itemsOfTurn({ parts, stop }: Turn, envelope: Envelope<ResponsesBody>, idOf: ItemIds): readonly Said[] {
  const phased = envelope.profile.traits.has('phase');
  const cut = reasonOf(stop) !== undefined;
  const lastCall = parts.findLastIndex(({ type }) => type === 'tool-call');
  return parts.map((part, at) => {
    const make = makers[part.type] as (part: Part, making: Making) => Said;
    return make(part, {
      envelope,
      idOf,
      status: cut && at === parts.length - 1 ? 'incomplete' : 'completed',
      phase: phased ? (at < lastCall ? 'commentary' : 'final_answer') : undefined,
    });
  });
}

type Maker<Type extends Part['type']> = (part: Extract<Part, { type: Type }>, making: Making) => Said;

const makers: { readonly [Type in Part['type']]: Maker<Type> } = {
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
  { idOf, status, phase }: Making,
  content: ResponseOutputText | ResponseOutputRefusal,
): Said {
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
function reasoning(part: Extract<Part, { type: 'reasoning' }>, { envelope, idOf }: Making): Said {
  const { body, profile, ids } = envelope;
  const { text } = part;
  const open = profile.reasoning === 'open';
  const summarized = !open && summaryOf(body) !== null && text !== '';
  const seal = (body.include ?? []).includes('reasoning.encrypted_content') || (!open && body.store === false);
  const item: ResponseReasoningItem = {
    id: idOf('rs'),
    type: 'reasoning',
    content: open ? [{ type: 'reasoning_text', text }] : [],
    ...(seal ? { encrypted_content: sealed(ids) } : {}),
    summary: summarized ? [{ type: 'summary_text', text }] : [],
  };
  return { item, pieces: open || summarized ? piecesOf(part) : [] };
}

/** The summary that a request gets: `auto` is resolved to the fullest. */
export function summaryOf({ reasoning: asked }: ResponsesBody): 'concise' | 'detailed' | null {
  const summary = asked?.summary ?? asked?.generate_summary ?? null;
  return summary === 'auto' ? 'detailed' : summary;
}

function functionCall(part: ToolCall, { envelope, idOf, status }: Making): Said {
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

function customCall(part: ToolCall, { envelope, idOf, status }: Making): Said {
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
