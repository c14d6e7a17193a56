import { compileChecks } from '../../../contract';
import { type Endpoint, isJsonObject, type SocketSurface, type Surface } from '../../../core';
import { cachePlan } from './cache-plan';
import { compactResponse } from './compact';
import { referencedObjects } from './history';
import { inputTokens } from './input-tokens';
import { overrideIssues } from './issue-overrides';
import { parseReply } from './parse-reply';
import { read } from './read';
import { render } from './render';
import { responsesRules } from './rules';
import { order, type ResponsesBody, responsesSchema } from './schema';
import { BETA_HEADER, unlockedBy } from './schema/multi-agent';
import { socket } from './socket';
import { shouldStore, store, storeKey } from './store';
import { refusedStream, stream, streamError } from './stream';

const checks = compileChecks<ResponsesBody>({
  surface: 'responses',
  schema: responsesSchema,
  order,
  rules: responsesRules,
  opens: unlockedBy,
});

/** The Responses surface: `POST /responses`. */
export const responses: Surface<ResponsesBody> = {
  id: 'responses',
  route: { method: 'POST', path: '/responses' },
  // Even the empty name is looked up; null is left to the shape.
  steps: ['model', 'shape', 'relations'],
  varyHeaders: [BETA_HEADER],
  modelOf: (json) => (isJsonObject(json) && typeof json['model'] === 'string' ? json['model'] : undefined),
  ...checks,
  shape: (json, asked) => overrideIssues(checks.shape(json, asked), json),
  loads: referencedObjects,
  read,
  cachePlan,
  render,
  stream,
  shouldStore,
  store,
  storeKey,
  refusedStream,
  streamError,
  parseReply,
};

/** Routes that generate nothing: the count of input tokens, and compaction. */
export const responsesEndpoints: readonly Endpoint[] = [inputTokens, compactResponse];

/** The same over WebSockets. */
export const responsesSocket: SocketSurface = { ...socket, surface: responses };
