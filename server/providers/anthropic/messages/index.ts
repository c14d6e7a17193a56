import {
  isJsonObject,
  type LoadedObjects,
  type ObjectKey,
  type Parsed,
  type RenderContext,
  type Surface,
} from '../../../core';
import { BATCH_HEADER } from '../dialect/batch-header';
import { cachePlan } from './cache-plan';
import { checksFor, SURFACE_ID } from './checks';
import { parseReply } from './parse-reply';
import { read } from './read';
import { referencedFiles } from './referenced-files';
import { render, renderMessage } from './render';
import { type MessagesBody, messagesSchema } from './schema';
import { PING, stream, streamError } from './stream';
import { findThread, previousMessageId, THREAD, threadDeposits, withHistory } from './threads';

const checks = checksFor<MessagesBody>(messagesSchema);

/** What is said of a request that goes on with a conversation is said of all of it. */
const withWholeThread = (envelope: RenderContext<MessagesBody>): RenderContext<MessagesBody> =>
  previousMessageId(envelope.body) === undefined
    ? envelope
    : { ...envelope, body: withHistory(envelope.body, envelope.loaded) };

/** Stored objects that a body names: the conversation that it goes on with, and files, also those in that conversation. */
const referencedObjects = (json: unknown, found: LoadedObjects): readonly ObjectKey[] => {
  const body = isJsonObject(json) ? json : {};
  const id = previousMessageId(body as Partial<MessagesBody>);
  const thread = findThread(body as Partial<MessagesBody>, found);
  return [...(id === undefined ? [] : [{ kind: THREAD, id }]), ...referencedFiles(thread), ...referencedFiles(json)];
};

/** What was parsed now, with what was when it was sent. */
const joined = (body: Parsed<MessagesBody>, loaded: LoadedObjects | undefined): Parsed<MessagesBody> =>
  withHistory(body, loaded) as Parsed<MessagesBody>;

/** Anthropic's Messages: `POST /v1/messages`. */
export const messages: Surface<MessagesBody> = {
  id: SURFACE_ID,
  route: { method: 'POST', path: '/v1/messages' },
  steps: ['shape', 'model', 'relations'],
  varyHeaders: ['anthropic-beta', 'anthropic-version', BATCH_HEADER],
  modelOf: (json) => (isJsonObject(json) && typeof json['model'] === 'string' ? json['model'] : undefined),
  shape: checks.shape,
  relations: (body, asked) => checks.relations(joined(body, asked.loaded), asked),
  afterCount: (body, asked) => checks.afterCount(joined(body, asked.loaded), asked),
  loads: referencedObjects,
  read: (body, profile, source) => read(withHistory(body, source.loaded), profile, source),
  cachePlan,
  render: (turns, envelope) => render(turns, withWholeThread(envelope)),
  stream: (turns, envelope) => stream(turns, withWholeThread(envelope)),
  shouldStore: ({ thread }) => thread != null,
  store: (turns, envelope, { now }) =>
    threadDeposits(renderMessage(turns, withWholeThread(envelope)).message, envelope, now),
  streamError,
  parseReply,
  ping: PING,
};
