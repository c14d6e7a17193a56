import type { Usage } from '../core';
import type { Entry } from './entry';
import { jsonOr } from './json-or';
import { Sight } from './sight';

/** An entry as people and programs read it: JSON parsed, streams cut into frames, credentials struck out. */
export interface EntryView extends Omit<Entry, 'request' | 'reply' | 'headers' | 'cache' | 'frameTimes'> {
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
}

/** An entry, fit to be shown. */
export const viewOf = (entry: Entry): EntryView => viewOfSight(new Sight(entry));

/** The same of an entry that is being looked at. */
export function viewOfSight(sight: Sight): EntryView {
  const { request: _packed, reply, headers, cache: _share, usage, frameTimes, ...rest } = sight.entry;
  const { text, ...head } = sight.request;
  const shownUsage = usageOf(sight.entry);
  return {
    ...rest,
    model: sight.model,
    ...(shownUsage === undefined ? {} : { usage: shownUsage }),
    ...(frameTimes === undefined ? {} : { frameTimes: frameTimes.map((time) => time - rest.at) }),
    request: { ...head, ...(text === '' ? {} : { body: jsonOr(text) }) },
    ...(headers === undefined ? {} : { replyHeaders: Object.fromEntries(headers) }),
    ...(reply === undefined ? {} : { reply: shown(sight) }),
  };
}

/** Tokens as the reply tells them. */
const usageOf = ({ usage, cache }: Entry): Usage | undefined =>
  usage === undefined ? undefined : { ...usage, ...cache };

/** A stream's text is shown frame by frame. */
const shown = ({ reply, entry: { stream, outcome } }: Sight): unknown =>
  stream === true && outcome !== 'refused' ? reply.split(/(?<=\n\n)/) : jsonOr(reply);
