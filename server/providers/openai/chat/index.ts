import type { Surface } from '../../../core';
import { compileChecks } from '../../../validation';
import { modelNamed } from '../naming';
import { caching } from './caching';
import { hear } from './hear';
import { read } from './read';
import { render } from './render';
import { chatRules } from './rules';
import { type ChatBody, chatBody, order } from './schema';
import { isKept, keeps } from './stored';
import { broken, stream } from './stream';

const checks = compileChecks<ChatBody>({ surface: 'chat', schema: chatBody, order, rules: chatRules });

/** Chat Completions: `POST /chat/completions`. */
export const chat: Surface<ChatBody> = {
  id: 'chat',
  route: { method: 'POST', path: '/chat/completions' },
  // The routing layer looks the model up before anything is validated.
  steps: ['model', 'shape', 'relations'],
  heeds: [],
  modelOf: modelNamed,
  ...checks,
  read,
  caching,
  render,
  stream,
  isKept,
  keeps,
  broken,
  hear,
};
