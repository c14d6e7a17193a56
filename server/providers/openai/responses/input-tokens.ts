import type { z } from 'zod';
import { compileChecks, type Rule } from '../../../contract';
import type { Endpoint } from '../../../core';
import { checkBody, reworded } from './check-body';
import { referencedObjects } from './history';
import { read } from './read';
import { responsesRules } from './rules';
import { inputTokensSchema, order } from './schema';
import { unlockedBy } from './schema/multi-agent';

type InputTokensBody = z.infer<typeof inputTokensSchema>;

const checks = reworded(
  compileChecks<InputTokensBody>({
    surface: 'responses',
    schema: inputTokensSchema,
    order,
    sharesRules: true,
    rules: responsesRules as readonly Rule<never>[] as readonly Rule<InputTokensBody>[],
    opens: unlockedBy,
  }),
);

/** `POST /responses/input_tokens`: what a request would cost, without an answer. */
export const inputTokens: Endpoint = {
  id: 'responses-input-tokens',
  route: { method: 'POST', path: '/responses/input_tokens' },
  loads: ({ json }) => referencedObjects(json),
  handle(context) {
    const { body, profile, source } = checkBody(checks, context);
    const { input } = context.measure(read(body, profile, source), profile);
    return JSON.stringify({ object: 'response.input_tokens', input_tokens: input }, null, 2);
  },
};
