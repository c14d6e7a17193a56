import { isJsonObject, type Surface } from '../../../core';
import { BATCH_HEADER } from '../batching';
import { caching } from './caching';
import { checksFor, SURFACE_ID } from './checks';
import { filesNamedBy } from './files';
import { hear } from './hear';
import { read } from './read';
import { render } from './render';
import { type MessagesBody, messagesSchema } from './schema';
import { broken, PING, stream } from './stream';

/** Anthropic's Messages: `POST /v1/messages`. */
export const messages: Surface<MessagesBody> = {
  id: SURFACE_ID,
  route: { method: 'POST', path: '/v1/messages' },
  steps: ['shape', 'model', 'relations'],
  heeds: ['anthropic-beta', 'anthropic-version', BATCH_HEADER],
  modelOf: (json) => (isJsonObject(json) && typeof json['model'] === 'string' ? json['model'] : undefined),
  ...checksFor<MessagesBody>(messagesSchema),
  recalls: filesNamedBy,
  read,
  caching,
  render,
  stream,
  broken,
  hear,
  ping: PING,
};
