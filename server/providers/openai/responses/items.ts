import type { InputItem } from './input-items';
import type { ResponsesBody } from './schema';

/** Items of one kind. */
export type Item<Type extends InputItem['type']> = Extract<InputItem, { type?: Type | undefined }>;

/** A body as far as its items go; counting and compacting also take null for none. */
export interface WithInput {
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
export const isModelMade = (item: InputItem): boolean =>
  isMessage(item) ? item.role === 'assistant' : /(_call|^reasoning|^program)$/.test(item.type ?? '');

/** What a client's tool gave back. */
export const answers = (item: InputItem): item is Item<'function_call_output'> | Item<'custom_tool_call_output'> =>
  item.type === 'function_call_output' || item.type === 'custom_tool_call_output';
