import type { z } from 'zod';
import { type Endpoint, type Findings, isJsonObject, ProblemError } from '../../../core';
import { compileChecks, type Rule } from '../../../validation';
import { speak } from './dialect';
import { read } from './read';
import { responsesRules } from './rules';
import { inputTokensSchema, order, type ResponsesBody } from './schema';

type InputTokensBody = z.infer<typeof inputTokensSchema>;

const checks = compileChecks<InputTokensBody>({
  surface: 'responses',
  schema: inputTokensSchema,
  order,
  // They ask for members that both bodies share, and find the others absent.
  rules: responsesRules as readonly Rule<ResponsesBody>[] as readonly Rule<InputTokensBody>[],
});

function orThrow({ errors }: Findings): void {
  if (errors.length > 0) throw new ProblemError('invalid-request', {}, errors);
}

/** `POST /responses/input_tokens`: what a request would cost, without an answer. */
export const inputTokens: Endpoint = {
  id: 'responses-input-tokens',
  route: { method: 'POST', path: '/responses/input_tokens' },
  answer({ json, service, findProfile, measure, request: { headers } }) {
    const model = isJsonObject(json) ? json['model'] : undefined;
    const profile = typeof model === 'string' ? findProfile(model) : undefined;
    if (typeof model === 'string' && profile === undefined) throw new ProblemError('model-not-found', { model });
    orThrow(speak(checks.shape(json, { service, headers, profile })));
    if (profile === undefined) throw new ProblemError('model-not-found', { model });
    const body = json as InputTokensBody;
    orThrow(checks.relations(body, { service, headers, profile }));
    return JSON.stringify(
      { object: 'response.input_tokens', input_tokens: measure(read(body, profile), profile).input },
      null,
      2,
    );
  },
};
