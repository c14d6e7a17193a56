import type { Usage } from '../core';
import type { Advice, Entry } from './entry';
import type { EntryReader } from './entry-reader';
import { jsonOrText } from './searchable-text';

/** An entry as people and programs read it: JSON parsed, streams cut into frames, credentials struck out. */
export interface EntryView extends Omit<Entry, 'request' | 'reply' | 'headers' | 'cache' | 'frameTimes' | 'until'> {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query: string;
    readonly headers: Readonly<Record<string, string>>;
    /** The parsed body, its text where it is no JSON, or undefined. */
    readonly body?: unknown;
  };
  /** Headers of the reply. */
  readonly replyHeaders?: Readonly<Record<string, string>>;
  /** The parsed body, its frames, or its text where it is no JSON. */
  readonly reply?: unknown;
  /** Milliseconds from the request to each frame of a paced stream that left. */
  readonly frameTimes?: readonly number[];
  /** Lint findings on the client; computed when read. */
  readonly advice?: readonly Advice[] | undefined;
}

/** An entry that is being looked at, fit to be shown. */
export function viewOfEntry(sight: EntryReader): EntryView {
  const { request: _packed, reply, headers, cache: _share, usage, frameTimes, until: _until, ...rest } = sight.entry;
  const { text, ...head } = sight.request;
  const shownUsage = usageOf(sight.entry);
  return {
    ...rest,
    model: sight.model,
    ...(shownUsage === undefined ? {} : { usage: shownUsage }),
    ...(frameTimes === undefined ? {} : { frameTimes: frameTimes.map((time) => time - rest.at) }),
    request: { ...head, ...(text === '' ? {} : { body: jsonOrText(text) }) },
    ...(headers === undefined ? {} : { replyHeaders: Object.fromEntries(headers) }),
    ...(reply === undefined ? {} : { reply: shown(sight) }),
    get advice() {
      return sight.advice;
    },
  };
}

/** Tokens as the reply tells them. */
const usageOf = ({ usage, cache }: Entry): Usage | undefined =>
  usage === undefined ? undefined : { ...usage, ...cache };

/** A stream's text is shown frame by frame. */
const shown = ({ reply, entry: { stream, outcome } }: EntryReader): unknown =>
  stream === true && outcome !== 'refused' ? reply.split(/(?<=\n\n)/) : jsonOrText(reply);
