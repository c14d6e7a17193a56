import { type Envelope, isJsonObject, type Parsed, type Recalled, type Reference, type Surface } from '../../../core';
import { BATCH_HEADER } from '../batching';
import { caching } from './caching';
import { checksFor, SURFACE_ID } from './checks';
import { filesNamedBy } from './files';
import { hear } from './hear';
import { read } from './read';
import { finish, render } from './render';
import { type MessagesBody, messagesSchema } from './schema';
import { broken, PING, stream } from './stream';
import { continuedIn, held, inFull, THREAD, threadOf } from './threads';

const checks = checksFor<MessagesBody>(messagesSchema);

/** What is said of a request that goes on with a conversation is said of all of it. */
const whole = (envelope: Envelope<MessagesBody>): Envelope<MessagesBody> =>
  continuedIn(envelope.body) === undefined ? envelope : { ...envelope, body: inFull(envelope.body, envelope.recalled) };

/** Stored objects that a body names: the conversation that it goes on with, and files, also those in that conversation. */
const recalls = (json: unknown, found: Recalled): readonly Reference[] => {
  const body = isJsonObject(json) ? json : {};
  const id = continuedIn(body as Partial<MessagesBody>);
  const thread = threadOf(body as Partial<MessagesBody>, found);
  return [...(id === undefined ? [] : [{ kind: THREAD, id }]), ...filesNamedBy(thread), ...filesNamedBy(json)];
};

/** What was parsed now, with what was when it was sent. */
const joined = (body: Parsed<MessagesBody>, recalled: Recalled | undefined): Parsed<MessagesBody> =>
  inFull(body, recalled) as Parsed<MessagesBody>;

/** Anthropic's Messages: `POST /v1/messages`. */
export const messages: Surface<MessagesBody> = {
  id: SURFACE_ID,
  route: { method: 'POST', path: '/v1/messages' },
  steps: ['shape', 'model', 'relations'],
  heeds: ['anthropic-beta', 'anthropic-version', BATCH_HEADER],
  modelOf: (json) => (isJsonObject(json) && typeof json['model'] === 'string' ? json['model'] : undefined),
  shape: checks.shape,
  relations: (body, asked) => checks.relations(joined(body, asked.recalled), asked),
  fits: (body, asked) => checks.fits(joined(body, asked.recalled), asked),
  recalls,
  read: (body, profile, source) => read(inFull(body, source.recalled), profile, source),
  caching,
  render: (turns, envelope) => render(turns, whole(envelope)),
  stream: (turns, envelope) => stream(turns, whole(envelope)),
  isKept: ({ thread }) => thread != null,
  keeps: (turns, envelope, { now }) => held(finish(turns, whole(envelope)).message, envelope, now),
  broken,
  hear,
  ping: PING,
};
