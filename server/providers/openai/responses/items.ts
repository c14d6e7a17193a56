import type { ResponsesBody } from './schema';
import type { InputItem } from './schema/input-items';

/** Items of one kind. */
export type InputItemOf<Type extends InputItem['type']> = Extract<InputItem, { type?: Type | undefined }>;

/** A body as far as its items go; counting and compacting also take null for none. */
export interface WithInput {
  readonly input?: ResponsesBody['input'] | null;
}

/** The items of an input; none where it is plain text or absent. */
export const itemsOf = ({ input }: WithInput): readonly InputItem[] => (Array.isArray(input) ? input : []);

/** A message stands with or without its type. */
export const isMessage = (item: InputItem): item is InputItemOf<'message'> =>
  item.type === 'message' || (item.type == null && 'role' in item);

/** A reference stands with or without its type. */
export const isReference = (item: InputItem): item is InputItemOf<'item_reference'> =>
  item.type === 'item_reference' || (item.type == null && !('role' in item));

/** Something that the model itself once said. */
export const isModelMade = (item: InputItem): boolean =>
  isMessage(item) ? item.role === 'assistant' : /(_call|^reasoning|^program)$/.test(item.type ?? '');

/** What a client's tool gave back. */
export const isToolOutput = (
  item: InputItem,
): item is InputItemOf<'function_call_output'> | InputItemOf<'custom_tool_call_output'> =>
  item.type === 'function_call_output' || item.type === 'custom_tool_call_output';
