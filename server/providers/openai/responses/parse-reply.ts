import {
  eventsIn,
  isJsonObject,
  listOrEmpty,
  memberAt,
  type ParsedReply,
  type Part,
  parseJson,
  type StopReason,
  textOrEmpty,
} from '../../../core';

const INCOMPLETE: Readonly<Record<string, StopReason>> = {
  max_output_tokens: 'length',
  content_filter: 'content-filter',
};

/** Events that bear the whole response. */
const LAST: ReadonlySet<unknown> = new Set(['response.completed', 'response.incomplete']);

/** Reads a response, or its events, as a client does. */
export function parseReply(text: string): ParsedReply | undefined {
  const whole = parseJson(text);
  if (isJsonObject(whole)) return 'output' in whole ? replyOf(whole) : undefined;
  const events = eventsIn(text);
  if (events.length === 0) return undefined;
  const last = events.find(({ type }) => LAST.has(type));
  return last === undefined ? { parts: partialParts(events), stop: undefined } : replyOf(last['response']);
}

function replyOf(response: unknown): ParsedReply {
  const parts = listOrEmpty(memberAt(response, 'output')).flatMap(partsOf);
  return { parts, stop: stopOf(response, parts) };
}

function stopOf(response: unknown, parts: readonly Part[]): StopReason | undefined {
  const status = memberAt(response, 'status');
  if (status === 'incomplete')
    return INCOMPLETE[textOrEmpty(memberAt(response, 'incomplete_details', 'reason'))] ?? 'length';
  if (status !== 'completed') return undefined;
  return parts.some(({ type }) => type === 'tool-call') ? 'tool-calls' : 'end';
}

const words = (item: unknown, list: string, key: string): string =>
  listOrEmpty(memberAt(item, list))
    .map((part) => textOrEmpty(memberAt(part, key)))
    .join('');

const said = (type: 'text' | 'refusal' | 'reasoning', text: string): readonly Part[] =>
  text === '' ? [] : [{ type, text }];

const call = (item: unknown, kind: 'function' | 'custom', input: string): Part => ({
  type: 'tool-call',
  kind,
  name: textOrEmpty(memberAt(item, 'name')),
  input: textOrEmpty(memberAt(item, input)),
  id: textOrEmpty(memberAt(item, 'call_id')),
});

/** What each kind of item says. */
const readers: Readonly<Record<string, (item: unknown) => readonly Part[]>> = {
  message: (item) => [
    ...said('text', words(item, 'content', 'text')),
    ...said('refusal', words(item, 'content', 'refusal')),
  ],
  reasoning: (item) => said('reasoning', words(item, 'content', 'text') + words(item, 'summary', 'text')),
  function_call: (item) => [call(item, 'function', 'arguments')],
  custom_tool_call: (item) => [call(item, 'custom', 'input')],
};

const partsOf = (item: unknown): readonly Part[] => readers[textOrEmpty(memberAt(item, 'type'))]?.(item) ?? [];

/** Deltas, and the member of an item in which their words end up. */
const deltas: Readonly<Record<string, (text: string) => object>> = {
  'response.output_text.delta': (text) => ({ content: [{ text }] }),
  'response.refusal.delta': (refusal) => ({ content: [{ refusal }] }),
  'response.function_call_arguments.delta': (input) => ({ arguments: input }),
  'response.custom_tool_call_input.delta': (input) => ({ input }),
};

/** The items of a stream that broke off: those that were begun, with the words that came. */
function partialParts(events: readonly unknown[]): readonly Part[] {
  return events.flatMap((event) => {
    if (memberAt(event, 'type') !== 'response.output_item.added') return [];
    const own = events.filter(
      (one) =>
        memberAt(one, 'output_index') === memberAt(event, 'output_index') &&
        deltas[textOrEmpty(memberAt(one, 'type'))] !== undefined,
    );
    const text = own.map((one) => textOrEmpty(memberAt(one, 'delta'))).join('');
    const told = deltas[textOrEmpty(memberAt(own[0], 'type'))]?.(text) ?? {};
    return partsOf({ ...(memberAt(event, 'item') as object), ...told });
  });
}
