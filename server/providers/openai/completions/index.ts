import { compileChecks } from '../../../contract';
import type { Surface } from '../../../core';
import { modelName } from '../dialect/model-name';
import { read } from './read';
import { render } from './render';
import { completionsRules } from './rules';
import { type CompletionsBody, completionsSchema, order } from './schema';
import { stream, streamError } from './stream';

const ID = 'completions';

const checks = compileChecks<CompletionsBody>({
  surface: ID,
  schema: completionsSchema,
  order,
  rules: completionsRules,
});

/** Legacy Completions: `POST /completions`. */
export const completions: Surface<CompletionsBody> = {
  id: ID,
  route: { method: 'POST', path: '/completions' },
  // The routing layer looks the model up before anything is validated.
  steps: ['model', 'shape', 'relations'],
  varyHeaders: [],
  modelOf: modelName,
  ...checks,
  read,
  render,
  stream,
  streamError,
};
