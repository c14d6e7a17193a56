import type { Provider } from '../../core';
import { credential, prechecks } from './auth';
import { BODY_LIMIT, parse } from './body';
import { chat } from './chat';
import { cors, headers } from './headers';
import { listModels, retrieveModel } from './models';
import { refuse, word } from './problems';
import { responses, responsesEndpoints } from './responses';

/** OpenAI: Chat Completions, Responses, and the list of models. */
export const openai: Provider = {
  id: 'openai',
  mounts: [{ prefix: '/v1' }],
  surfaces: [chat, responses],
  endpoints: [listModels, retrieveModel, ...responsesEndpoints],
  bodyLimit: BODY_LIMIT,
  prechecks,
  credential,
  parse,
  word,
  refuse,
  headers,
  cors,
};
