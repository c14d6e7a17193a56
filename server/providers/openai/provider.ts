import type { Provider } from '../../core';
import { chat } from './chat';
import { completions } from './completions';
import { credential, prechecks } from './dialect/auth';
import { BODY_LIMIT, parseBody } from './dialect/parse-body';
import { errorReply, formatError } from './dialect/problems';
import { limitHeaders } from './dialect/rate-limits';
import { cors, headers } from './dialect/response-headers';
import { embeddings } from './embeddings';
import { moderations } from './moderations';
import { batchEndpoints } from './resources/batches';
import { conversationEndpoints } from './resources/conversations';
import { fileEndpoints } from './resources/files';
import { deleteModel, listModels, retrieveModel } from './resources/models';
import { storedChatEndpoints } from './resources/stored-chats';
import { cancelResponse, deleteResponse, listInputItems } from './resources/stored-responses';
import { retrieveResponse } from './resources/stored-responses/retrieve';
import { responses, responsesEndpoints, responsesSocket } from './responses';

/** OpenAI: Chat Completions, Responses and conversations, legacy Completions, embeddings, moderations, and the list of models. */
export const openai: Provider = {
  id: 'openai',
  mounts: [{ prefix: '/v1' }],
  surfaces: [chat, responses, completions],
  endpoints: [
    listModels,
    retrieveModel,
    deleteModel,
    embeddings,
    moderations,
    ...storedChatEndpoints,
    ...fileEndpoints,
    ...batchEndpoints,
    ...responsesEndpoints,
    retrieveResponse,
    deleteResponse,
    cancelResponse,
    listInputItems,
    ...conversationEndpoints,
  ],
  sockets: [responsesSocket],
  bodyLimit: BODY_LIMIT,
  prechecks,
  credential,
  parse: parseBody,
  formatError,
  errorReply,
  headers,
  limitHeaders,
  cors,
};
