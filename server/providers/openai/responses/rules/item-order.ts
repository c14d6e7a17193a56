import type { Finding } from '../../../../contract';
import type { LoadedObjects, Path } from '../../../../core';
import { allItems, historyOf, inputItems } from '../history';
import { type InputItemOf, isMessage, isModelMade, isReference, isToolOutput, itemsOf } from '../items';
import type { ResponsesBody } from '../schema';
import type { InputContentPart } from '../schema/content-parts';
import type { InputItem } from '../schema/input-items';
import { precedingReasoning } from '../stored-response';

/** All content parts of the input with the places where they stand. */
export function* partsOf(body: ResponsesBody): Generator<{ part: InputContentPart; path: Path; item: InputItem }> {
  for (const [at, item] of itemsOf(body).entries()) {
    const member = isMessage(item) ? 'content' : 'output';
    for (const [index, part] of partsIn(item).entries()) yield { part, path: ['input', at, member, index], item };
  }
}

/** The content parts of one item. */
function partsIn(item: InputItem): readonly InputContentPart[] {
  const parts: unknown = isMessage(item) ? item.content : isToolOutput(item) ? item.output : undefined;
  return Array.isArray(parts) ? (parts as readonly InputContentPart[]) : [];
}

const INPUT: Path = ['input'];

/** A body, and what it names of what is stored. */
export interface BodyWithStored {
  readonly body: ResponsesBody;
  readonly loaded: LoadedObjects;
}

/** Calls of one kind that no output answers. */
export function unansweredCalls(
  { body, loaded }: BodyWithStored,
  kind: 'function_call' | 'custom_tool_call',
): readonly Finding[] {
  const items = allItems(body, loaded);
  const answered = new Set(items.flatMap((item) => (isToolOutput(item) ? [item.call_id] : [])));
  return items.flatMap((item) => {
    if (item.type !== kind) return [];
    const { call_id: id } = item as InputItemOf<'function_call'>;
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
export function orphanedOutputs({ body, loaded }: BodyWithStored): readonly Finding[] {
  const called = new Set(
    allItems(body, loaded).flatMap((item) =>
      item.type === 'function_call' || item.type === 'custom_tool_call' || item.type === 'shell_call'
        ? [item.call_id]
        : [],
    ),
  );
  return itemsOf(body).flatMap((item) => {
    if (!(isToolOutput(item) || item.type === 'shell_call_output') || called.has(item.call_id)) return [];
    return [{ path: INPUT, facts: { id: item.call_id, kind: OUTPUT_KINDS[item.type] } }];
  });
}

/** References to items that are not stored. */
export const missingReferences = ({ body, loaded }: BodyWithStored): readonly string[] =>
  inputItems(body, loaded).flatMap((item) => (isReference(item) ? [item.id] : []));

const idsOf = (items: readonly InputItem[]): string[] =>
  items.flatMap(({ id }) => (id == null || id === '' ? [] : [id]));

/** Ids that stand twice among the items, or that were there before. */
export function duplicateIds({ body, loaded }: BodyWithStored): readonly Finding[] {
  const seen = new Set(idsOf(historyOf(body, loaded)));
  return idsOf(itemsOf(body)).flatMap((id) => {
    if (seen.has(id)) return [{ path: INPUT, facts: { id } }];
    seen.add(id);
    return [];
  });
}

/** Reasoning after which none of the model's own items stands. */
export function danglingReasoning({ body, loaded }: BodyWithStored): readonly Finding[] {
  const items = inputItems(body, loaded);
  return items.flatMap((item, at) => {
    const next = items[at + 1];
    if (item.type !== 'reasoning' || item.id == null || (next !== undefined && isModelMade(next))) return [];
    return [{ path: INPUT, facts: { id: item.id } }];
  });
}

/** Stored items, given or referred to, without the reasoning that led to them. */
export function itemsWithoutReasoning({ body, loaded }: BodyWithStored): readonly Finding[] {
  const seen = new Set(idsOf(historyOf(body, loaded)));
  return inputItems(body, loaded).flatMap((item) => {
    const { id } = item;
    // Reasoning that lost its id may be any.
    if (item.type === 'reasoning' && id == null) seen.add('any');
    if (id == null) return [];
    seen.add(id);
    const leader = precedingReasoning(id, loaded);
    if (leader === undefined || item.type === 'reasoning' || seen.has(leader) || seen.has('any')) return [];
    return [{ path: INPUT, facts: { id, type: item.type ?? 'message', leader } }];
  });
}

const SAYS_JSON = /json/i;

/** Do the words of any message hold `json`? Instructions do not count. */
export const mentionsJson = ({ body, loaded }: BodyWithStored): boolean =>
  allItems(body, loaded).some((item) => {
    const words: unknown = isMessage(item) ? item.content : isToolOutput(item) ? item.output : undefined;
    if (typeof words === 'string') return SAYS_JSON.test(words);
    return partsIn(item).some((part) => 'text' in part && SAYS_JSON.test(String(part.text)));
  });
