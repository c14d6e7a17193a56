import type { Provider } from '../../core';
import { credential, prechecks } from './auth';
import { BODY_LIMIT, parse } from './body';
import { chat } from './chat';
import { storedChatEndpoints } from './chat/stored-routes';
import { completions } from './completions';
import { conversationEndpoints } from './conversations';
import { embeddings } from './embeddings';
import { fileEndpoints } from './files';
import { cors, headers } from './headers';
import { listModels, retrieveModel } from './models';
import { moderations } from './moderations';
import { refuse, word } from './problems';
import { limitHeaders } from './rates';
import { responses, responsesEndpoints, responsesSocket } from './responses';

/** OpenAI: Chat Completions, Responses and conversations, legacy Completions, embeddings, moderations, and the list of models. */
export const openai: Provider = {
  id: 'openai',
  mounts: [{ prefix: '/v1' }],
  surfaces: [chat, responses, completions],
  endpoints: [
    listModels,
    retrieveModel,
    embeddings,
    moderations,
    ...storedChatEndpoints,
    ...fileEndpoints,
    ...responsesEndpoints,
    ...conversationEndpoints,
  ],
  sockets: [responsesSocket],
  bodyLimit: BODY_LIMIT,
  prechecks,
  credential,
  parse,
  word,
  refuse,
  headers,
  limitHeaders,
  cors,
};
