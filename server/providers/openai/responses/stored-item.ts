import { type ItemIdFactory, prefixOf } from './item-ids';
import { isMessage } from './items';
import type { InputContentPart } from './schema/content-parts';
import type { InputItem } from './schema/input-items';

/** An item as it is kept and listed: it has an id. */
export type StoredInputItem = InputItem & { readonly id: string };

/** Items that end in one of several states. */
const ENDING: ReadonlySet<string | undefined> = new Set([
  'function_call',
  'function_call_output',
  'custom_tool_call',
  'custom_tool_call_output',
]);

const partsOf = (content: string | readonly InputContentPart[], role: string): readonly InputContentPart[] => {
  if (typeof content !== 'string') return content;
  if (role !== 'assistant') return [{ type: 'input_text', text: content }];
  return [{ type: 'output_text', annotations: [], logprobs: [], text: content }];
};

/** An item of a request as the house keeps it: with an id, spelled out, without what was null. */
export function toStoredItem(item: InputItem, idOf: ItemIdFactory): StoredInputItem {
  const given = Object.fromEntries(Object.entries(item).filter(([, value]) => value != null));
  if (isMessage(item)) {
    const { role, content, phase } = item;
    const kept = {
      id: item.id ?? idOf('msg'),
      type: 'message',
      status: item.status ?? 'completed',
      content: partsOf(content, role),
      ...(phase == null ? {} : { phase }),
      role,
    };
    return kept as StoredInputItem;
  }
  const type = item.type ?? 'item_reference';
  const status = ENDING.has(type) ? { status: 'completed' } : {};
  return { id: idOf(prefixOf(type)), type, ...status, ...given } as unknown as StoredInputItem;
}
