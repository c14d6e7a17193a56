import { type Endpoint, isJsonObject, type SocketSurface, type Surface } from '../../../core';
import { compileChecks } from '../../../validation';
import { caching } from './caching';
import { compactResponse } from './compact';
import { speak } from './dialect';
import { hear } from './hear';
import { recalls } from './history';
import { inputTokens } from './input-tokens';
import { isKept, keeps, keptAs } from './keeps';
import { BETA_HEADER, opens } from './multi-agent';
import { read } from './read';
import { render } from './render';
import { retrieveResponse } from './retrieval';
import { responsesRules } from './rules';
import { order, type ResponsesBody, responsesSchema } from './schema';
import { socket } from './socket';
import { cancelResponse, deleteResponse, listInputItems } from './stored-routes';
import { broken, stream } from './stream';

const checks = compileChecks<ResponsesBody>({
  surface: 'responses',
  schema: responsesSchema,
  order,
  rules: responsesRules,
  opens,
});

/** The Responses surface: `POST /responses`. */
export const responses: Surface<ResponsesBody> = {
  id: 'responses',
  route: { method: 'POST', path: '/responses' },
  // Even the empty name is looked up; null is left to the shape.
  steps: ['model', 'shape', 'relations'],
  heeds: [BETA_HEADER],
  modelOf: (json) => (isJsonObject(json) && typeof json['model'] === 'string' ? json['model'] : undefined),
  ...checks,
  shape: (json, asked) => speak(checks.shape(json, asked)),
  recalls,
  read,
  caching,
  render,
  stream,
  isKept,
  keeps,
  keptAs,
  broken,
  hear,
};

/** Routes beside the surface that generate nothing: counts, compaction, and what is stored. */
export const responsesEndpoints: readonly Endpoint[] = [
  inputTokens,
  compactResponse,
  retrieveResponse,
  deleteResponse,
  cancelResponse,
  listInputItems,
];

/** The same over WebSockets. */
export const responsesSocket: SocketSurface = { ...socket, surface: responses };
