import type { Provider } from '../../core';
import { credential, prechecks } from './dialect/auth';
import { parseBody } from './dialect/parse-body';
import { errorReply, formatError } from './dialect/problems';
import { limitHeaders } from './dialect/rate-limits';
import { cors, responseHeaders } from './dialect/response-headers';
import { messages } from './messages';
import { countTokens } from './messages/count-tokens';
import { batchEndpoints } from './resources/batches';
import { fileEndpoints } from './resources/files';
import { hello } from './resources/hello';
import { modelList, modelLookup } from './resources/models';

/** 32 MiB, "Request exceeds the maximum size". */
const BODY_LIMIT = 33_554_432;

/** Anthropic: its surfaces, endpoints and words. */
export const anthropic: Provider = {
  id: 'anthropic',
  mounts: [
    { prefix: '/anthropic' },
    { prefix: '', only: ['/v1/messages', hello.route.path] },
    // Documents that say ANTHROPIC_BASE_URL=BASE_URL/v1 lead SDKs here, for they append /v1/messages.
    { prefix: '/v1', only: ['/v1/messages'] },
    { prefix: '', only: ['/v1/models', '/v1/files'], header: 'anthropic-version' },
  ],
  surfaces: [messages],
  endpoints: [hello, countTokens, modelList, modelLookup, ...batchEndpoints, ...fileEndpoints],
  bodyLimit: BODY_LIMIT,
  prechecks,
  credential,
  parse: parseBody,
  formatError,
  errorReply,
  headers: responseHeaders,
  limitHeaders,
  cors,
};
