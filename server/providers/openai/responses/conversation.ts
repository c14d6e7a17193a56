import type { Path, Recalled } from '../../../core';
import type { Finding } from '../../../validation';
import type { ContentPart } from './content-parts';
import { historyOf, itemsRead, ownItems } from './history';
import type { InputItem } from './input-items';
import { answers, type Item, isMessage, isModelMade, isReference, itemsOf } from './items';
import type { ResponsesBody } from './schema';
import { leaderOf } from './stored';

/** All content parts of the input with the places where they stand. */
export function* partsOf(body: ResponsesBody): Generator<{ part: ContentPart; path: Path; item: InputItem }> {
  for (const [at, item] of itemsOf(body).entries()) {
    const member = isMessage(item) ? 'content' : 'output';
    for (const [index, part] of partsIn(item).entries()) yield { part, path: ['input', at, member, index], item };
  }
}

/** The content parts of one item. */
function partsIn(item: InputItem): readonly ContentPart[] {
  const parts: unknown = isMessage(item) ? item.content : answers(item) ? item.output : undefined;
  return Array.isArray(parts) ? (parts as readonly ContentPart[]) : [];
}

const INPUT: Path = ['input'];

/** A body, and what it names of what is stored. */
export interface Read {
  readonly body: ResponsesBody;
  readonly recalled: Recalled;
}

/** Calls of one kind that no output answers. */
export function unanswered({ body, recalled }: Read, kind: 'function_call' | 'custom_tool_call'): readonly Finding[] {
  const items = itemsRead(body, recalled);
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

/** Outputs whose call is neither in the input nor in what was said before. */
export function orphaned({ body, recalled }: Read): readonly Finding[] {
  const called = new Set(
    itemsRead(body, recalled).flatMap((item) =>
      item.type === 'function_call' || item.type === 'custom_tool_call' || item.type === 'shell_call'
        ? [item.call_id]
        : [],
    ),
  );
  return itemsOf(body).flatMap((item) => {
    if (!(answers(item) || item.type === 'shell_call_output') || called.has(item.call_id)) return [];
    return [{ path: INPUT, facts: { id: item.call_id, kind: OUTPUT_KINDS[item.type] } }];
  });
}

/** References to items that are not stored. */
export const unfound = ({ body, recalled }: Read): readonly string[] =>
  ownItems(body, recalled).flatMap((item) => (isReference(item) ? [item.id] : []));

const idsOf = (items: readonly InputItem[]): string[] =>
  items.flatMap(({ id }) => (id == null || id === '' ? [] : [id]));

/** Ids that stand twice among the items, or that were there before. */
export function duplicates({ body, recalled }: Read): readonly Finding[] {
  const seen = new Set(idsOf(historyOf(body, recalled)));
  return idsOf(itemsOf(body)).flatMap((id) => {
    if (seen.has(id)) return [{ path: INPUT, facts: { id } }];
    seen.add(id);
    return [];
  });
}

/** Reasoning after which none of the model's own items stands. */
export function dangling({ body, recalled }: Read): readonly Finding[] {
  const items = ownItems(body, recalled);
  return items.flatMap((item, at) => {
    const next = items[at + 1];
    if (item.type !== 'reasoning' || item.id == null || (next !== undefined && isModelMade(next))) return [];
    return [{ path: INPUT, facts: { id: item.id } }];
  });
}

/** Stored items, given or referred to, without the reasoning that led to them. */
export function unled({ body, recalled }: Read): readonly Finding[] {
  const seen = new Set(idsOf(historyOf(body, recalled)));
  return ownItems(body, recalled).flatMap((item) => {
    const { id } = item;
    // Reasoning that lost its id may be any.
    if (item.type === 'reasoning' && id == null) seen.add('any');
    if (id == null) return [];
    seen.add(id);
    const leader = leaderOf(id, recalled);
    if (leader === undefined || item.type === 'reasoning' || seen.has(leader) || seen.has('any')) return [];
    return [{ path: INPUT, facts: { id, type: item.type ?? 'message', leader } }];
  });
}

const SAYS_JSON = /json/i;

/** Do the words of any message hold `json`? Instructions do not count. */
export const saysJson = ({ body, recalled }: Read): boolean =>
  itemsRead(body, recalled).some((item) => {
    const words: unknown = isMessage(item) ? item.content : answers(item) ? item.output : undefined;
    if (typeof words === 'string') return SAYS_JSON.test(words);
    return partsIn(item).some((part) => 'text' in part && SAYS_JSON.test(String(part.text)));
  });
