import type { Path } from '../../../core';
import type { Finding } from '../../../validation';
import type { ContentPart } from './content-parts';
import type { InputItem } from './input-items';
import { leaderOf } from './item-ids';
import type { ResponsesBody } from './schema';

type Item<Type extends InputItem['type']> = Extract<InputItem, { type?: Type | undefined }>;

/** A body as far as its items go; counting and compacting also take null for none. */
interface WithInput {
  readonly input?: ResponsesBody['input'] | null;
}

/** The items of an input; none where it is plain text or absent. */
export const itemsOf = ({ input }: WithInput): readonly InputItem[] => (Array.isArray(input) ? input : []);

/** A message stands with or without its type. */
export const isMessage = (item: InputItem): item is Item<'message'> =>
  item.type === 'message' || (item.type == null && 'role' in item);

/** A reference stands with or without its type. */
export const isReference = (item: InputItem): item is Item<'item_reference'> =>
  item.type === 'item_reference' || (item.type == null && !('role' in item));

/** Something that the model itself once said. */
const isModelMade = (item: InputItem): boolean =>
  isMessage(item) ? item.role === 'assistant' : /(_call|^reasoning|^program)$/.test(item.type ?? '');

/** All content parts of the input with the places where they stand. */
export function* partsOf(body: ResponsesBody): Generator<{ part: ContentPart; path: Path; item: InputItem }> {
  for (const [at, item] of itemsOf(body).entries()) {
    const member = isMessage(item) ? 'content' : 'output';
    const parts = (item as { content?: unknown; output?: unknown })[member];
    if (!Array.isArray(parts) || item.type === 'reasoning' || !(isMessage(item) || answers(item))) continue;
    for (const [index, part] of (parts as ContentPart[]).entries())
      yield { part, path: ['input', at, member, index], item };
  }
}

/** What a client's tool gave back. */
export const answers = (item: InputItem): item is Item<'function_call_output'> | Item<'custom_tool_call_output'> =>
  item.type === 'function_call_output' || item.type === 'custom_tool_call_output';

const INPUT: Path = ['input'];

/** Calls of one kind that no output in the input answers. */
export function unanswered(body: ResponsesBody, kind: 'function_call' | 'custom_tool_call'): readonly Finding[] {
  const items = itemsOf(body);
  const answered = new Set(items.flatMap((item) => (answers(item) ? [item.call_id] : [])));
  return items.flatMap((item) => {
    if (item.type !== kind) return [];
    const { call_id: id } = item as Item<'function_call'>;
    return answered.has(id) ? [] : [{ path: INPUT, facts: { id } }];
  });
}

/** How a sentence calls the outputs whose call must be there. */
const OUTPUT_KINDS = {
  function_call_output: 'function call',
  custom_tool_call_output: 'custom tool call',
  shell_call_output: 'shell call',
} as const;

/** Outputs whose call is not in the input; with a stored history the call may stand there. */
export function orphaned(body: ResponsesBody): readonly Finding[] {
  if (body.previous_response_id != null || body.conversation != null) return [];
  const items = itemsOf(body);
  if (items.some(isReference)) return [];
  const called = new Set(
    items.flatMap((item) =>
      item.type === 'function_call' || item.type === 'custom_tool_call' || item.type === 'shell_call'
        ? [item.call_id]
        : [],
    ),
  );
  return items.flatMap((item) => {
    if (!(answers(item) || item.type === 'shell_call_output') || called.has(item.call_id)) return [];
    return [{ path: INPUT, facts: { id: item.call_id, kind: OUTPUT_KINDS[item.type] } }];
  });
}

/** Ids that stand twice among the items. */
export function duplicates(body: ResponsesBody): readonly Finding[] {
  const seen = new Set<string>();
  return itemsOf(body).flatMap(({ id }) => {
    if (id == null || id === '') return [];
    if (seen.has(id)) return [{ path: INPUT, facts: { id } }];
    seen.add(id);
    return [];
  });
}

/** Reasoning after which none of the model's own items stands. */
export function dangling(body: ResponsesBody): readonly Finding[] {
  const items = itemsOf(body);
  return items.flatMap((item, at) => {
    const next = items[at + 1];
    if (item.type !== 'reasoning' || item.id == null || (next !== undefined && isModelMade(next))) return [];
    return [{ path: INPUT, facts: { id: item.id } }];
  });
}

/** Items that may follow from reasoning, by what their ids begin with. */
const LED_TYPES: Readonly<Record<string, string>> = { msg: 'message', fc: 'function_call', ctc: 'custom_tool_call' };

/** Items of ours, given or referred to, without the reasoning that led to them. */
export function unled(body: ResponsesBody): readonly Finding[] {
  if (body.previous_response_id != null || body.conversation != null) return [];
  const seen = new Set<string>();
  return itemsOf(body).flatMap((item) => {
    const { id } = item;
    // Reasoning that lost its id may be any.
    if (item.type === 'reasoning' && id == null) seen.add('any');
    if (id == null) return [];
    seen.add(id);
    const leader = leaderOf(id);
    const type = LED_TYPES[id.slice(0, id.indexOf('_'))];
    if (leader === undefined || type === undefined || seen.has(leader) || seen.has('any')) return [];
    return [{ path: INPUT, facts: { id, type, leader } }];
  });
}

/** Do the words of any message hold `json`? Instructions do not count. */
export function saysJson(body: ResponsesBody): boolean {
  if (typeof body.input === 'string') return /json/i.test(body.input);
  for (const item of itemsOf(body)) {
    if (isMessage(item) && typeof item.content === 'string' && /json/i.test(item.content)) return true;
    if (answers(item) && typeof item.output === 'string' && /json/i.test(item.output)) return true;
  }
  for (const { part } of partsOf(body)) if ('text' in part && /json/i.test(String(part.text))) return true;
  return false;
}
