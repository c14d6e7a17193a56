import { isJsonObject, type JsonObject } from '../core';
import type { Advice, Entry, KeptReply } from './entry';
import { type UnpackedRequest, unpackRequest } from './packed-bytes';
import { jsonOrText, searchableText } from './searchable-text';

/** Lint findings on clients, by entry id. */
export type AdviceByEntry = ReadonlyMap<number, readonly Advice[]>;

/** Looks at all entries of a journal, oldest first. */
export type Advisor = (sights: readonly EntryReader[]) => AdviceByEntry;

/** Reads one entry: each packed part is unpacked at its first use. */
export class EntryReader {
  #request: UnpackedRequest | undefined;
  #json: { readonly value: unknown } | undefined;
  #reply: string | undefined;
  #words: { request?: string; reply?: string } = {};

  constructor(
    readonly entry: Entry,
    readonly adviceByEntry: () => AdviceByEntry = () => NOTHING,
  ) {}

  /** Lint findings on the client. */
  get advice(): readonly Advice[] | undefined {
    return this.adviceByEntry().get(this.entry.id);
  }

  get request(): UnpackedRequest {
    this.#request ??= unpackRequest(this.entry.request);
    return this.#request;
  }

  /** The request's body where it is a JSON object. */
  get body(): JsonObject | undefined {
    this.#json ??= { value: jsonOrText(this.request.text) };
    const { value } = this.#json;
    return isJsonObject(value) ? value : undefined;
  }

  /** The model that the exchange settled on, else the one that the body names. */
  get model(): string | undefined {
    if (this.entry.model !== undefined) return this.entry.model;
    const named = this.body?.['model'];
    return typeof named === 'string' ? named : undefined;
  }

  /** The reply's body as text. */
  get reply(): string {
    this.#reply ??= this.entry.reply === undefined ? '' : decoded(this.entry.reply);
    return this.#reply;
  }

  /** What the request says, as a person would search it. */
  get searchableRequest(): string {
    this.#words.request ??= searchableText(this.request.text);
    return this.#words.request;
  }

  /** What the reply says, the pieces of a stream joined. */
  get searchableReply(): string {
    this.#words.reply ??= searchableText(this.reply);
    return this.#words.reply;
  }
}

const NOTHING: AdviceByEntry = new Map();

const decoded = (reply: KeptReply): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(reply instanceof Uint8Array ? reply : reply.copy());
