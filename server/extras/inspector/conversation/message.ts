/** One piece of a message. */
export type MessagePart =
  | { readonly kind: 'text' | 'thinking' | 'refusal'; readonly text: string; readonly cachePoint?: boolean }
  /** `source` is what the client wrote: an address, or the data itself. */
  | { readonly kind: 'image'; readonly source: string; readonly cachePoint?: boolean }
  | { readonly kind: 'call'; readonly name: string; readonly id: string; readonly input: unknown }
  | { readonly kind: 'result'; readonly id: string; readonly parts: readonly MessagePart[] }
  /** A kind that the page has no form of its own for. */
  | { readonly kind: 'other'; readonly type: string; readonly value: unknown };

/** One message of a conversation. */
export interface Message {
  readonly role: string;
  readonly parts: readonly MessagePart[];
}

export type JsonRecord = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOrEmpty = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The value of a JSON text, or the text where it is none. */
export function parsedOrText(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** All words of a message's parts. */
export const textOfParts = (parts: readonly MessagePart[]): string =>
  parts
    .map((part) => {
      if (part.kind === 'result') return textOfParts(part.parts);
      return part.kind === 'text' || part.kind === 'refusal' ? part.text : '';
    })
    .filter((text) => text !== '')
    .join('\n');
