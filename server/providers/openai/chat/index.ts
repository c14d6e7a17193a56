import { compileChecks } from '../../../contract';
import type { Surface } from '../../../core';
import { modelName } from '../dialect/model-name';
import { cachePlan } from './cache-plan';
import { parseReply } from './parse-reply';
import { read } from './read';
import { referencedFiles } from './referenced-files';
import { render } from './render';
import { chatRules } from './rules';
import { type ChatBody, chatBody, order } from './schema';
import { shouldStore, store } from './store';
import { stream, streamError } from './stream';

const checks = compileChecks<ChatBody>({ surface: 'chat', schema: chatBody, order, rules: chatRules });

/** Chat Completions: `POST /chat/completions`. */
export const chat: Surface<ChatBody> = {
  id: 'chat',
  route: { method: 'POST', path: '/chat/completions' },
  // The routing layer looks the model up before anything is validated.
  steps: ['model', 'shape', 'relations'],
  varyHeaders: [],
  modelOf: modelName,
  ...checks,
  loads: referencedFiles,
  read,
  cachePlan,
  render,
  stream,
  shouldStore,
  store,
  streamError,
  parseReply,
};
