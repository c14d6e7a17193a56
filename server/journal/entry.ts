import { type PackedRequest, unpack } from './pack';

/** How an exchange ended. */
export type Outcome = 'answered' | 'refused' | 'client-gone' | 'bug';

/** What an exchange learns on its road. */
export interface Notes {
  readonly provider?: string;
  /** Id of the surface or endpoint. */
  readonly route?: string;
  readonly model?: string;
  readonly stream?: boolean;
  /** Name of the fixture that answered. */
  readonly fixture?: string;
  readonly status?: number;
  /** Kind of the problem, and the rules that were broken. */
  readonly problem?: { readonly kind: string; readonly message: string; readonly rules: readonly string[] };
  /** Rules that only warned. */
  readonly warnings?: readonly string[];
  /** The body as it was written, or how to make it again. */
  readonly reply?: Uint8Array | (() => Uint8Array);
}

/** One exchange as the journal keeps it. */
export interface Entry extends Notes {
  /** From 1, counted per namespace. */
  readonly id: number;
  readonly namespace: string;
  /** Unix milliseconds. */
  readonly at: number;
  readonly request: PackedRequest;
  /** Undefined while the exchange runs. */
  readonly outcome?: Outcome;
  /** Milliseconds from request to last byte. */
  readonly duration?: number;
}

/** An entry as people and programs read it: JSON parsed, streams cut into frames, credentials struck out. */
export interface EntryView extends Omit<Entry, 'request' | 'reply'> {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query: string;
    readonly headers: Readonly<Record<string, string>>;
    /** The parsed body, its text where it is no JSON, or undefined. */
    readonly body?: unknown;
  };
  readonly reply?: unknown;
}

/** The same entry, fit to be shown. */
export function viewOf(entry: Entry): EntryView {
  const { request, reply, ...rest } = entry;
  const { text, ...head } = unpack(request);
  return {
    ...rest,
    request: { ...head, ...(text === '' ? {} : { body: jsonOr(text) }) },
    ...(reply === undefined
      ? {}
      : { reply: shown(new TextDecoder().decode(typeof reply === 'function' ? reply() : reply), entry) }),
  };
}

/** A stream's text is shown frame by frame. */
const shown = (text: string, { stream, outcome }: Entry): unknown =>
  stream === true && outcome !== 'refused' ? text.split(/(?<=\n\n)/) : jsonOr(text);

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
