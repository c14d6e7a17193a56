import { type ItemIdFactory, prefixOf } from './item-ids';
import { isMessage } from './items';
import type { InputContentPart } from './schema/content-parts';
import type { InputItem } from './schema/input-items';

/** An item as it is kept and listed: it has an id. */
export type StoredInputItem = InputItem & { readonly id: string };

/** Items that end in one of several states: the OpenAPI document requires their status. */
const ENDING: ReadonlySet<string | undefined> = new Set([
  'function_call',
  'function_call_output',
  'custom_tool_call',
  'custom_tool_call_output',
  'web_search_call',
  'file_search_call',
  'code_interpreter_call',
  'image_generation_call',
  'computer_call',
  'computer_call_output',
  'tool_search_call',
  'tool_search_output',
  'shell_call',
  'shell_call_output',
  'apply_patch_call',
  'apply_patch_call_output',
]);

/** A part with the members that a kept one always has (recorded of files and images). */
function keptPart(part: InputContentPart): InputContentPart {
  switch (part.type) {
    case 'output_text':
      return { ...part, annotations: part.annotations ?? [], logprobs: part.logprobs ?? [] };
    case 'input_image':
      return {
        ...part,
        detail: part.detail ?? 'auto',
        file_id: part.file_id ?? null,
        image_url: part.image_url ?? null,
      };
    case 'input_file':
      return { ...part, file_id: part.file_id ?? null };
    default:
      return part;
  }
}

const partsOf = (content: string | readonly InputContentPart[], role: string): readonly InputContentPart[] => {
  if (typeof content !== 'string') return content.map(keptPart);
  return [
    keptPart(role === 'assistant' ? { type: 'output_text', text: content } : { type: 'input_text', text: content }),
  ];
};

/** Where the address of an image is shown to those who ask for it. */
const IMAGE_URLS = 'message.input_image.image_url';

function shownPart(part: InputContentPart, include: readonly string[]): InputContentPart {
  if (part.type === 'input_image') {
    const { type, detail, file_id, image_url } = part;
    return { type, detail, file_id, image_url: include.includes(IMAGE_URLS) ? image_url : null };
  }
  if (part.type !== 'input_file') return part;
  const { type, file_id, filename, file_url } = part;
  return { type, file_id, ...(filename == null ? {} : { filename }), ...(file_url == null ? {} : { file_url }) };
}

/** An item as lists show it: without the bytes of its files. */
export function shownItem(item: StoredInputItem, include: readonly string[] = []): StoredInputItem {
  if (!isMessage(item) || typeof item.content === 'string') return item;
  return { ...item, content: item.content.map((part) => shownPart(part, include)) };
}

/** Is an item one that can be kept? A trigger only tells the service what to do. */
export const isKept = ({ type }: InputItem): boolean => type !== 'compaction_trigger';

/** An item of a request as the service keeps it: with an id, spelled out, without what was null. */
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
