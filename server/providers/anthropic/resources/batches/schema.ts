import { z } from 'zod';
import { compileChecks } from '../../../../contract';
import type { Json } from '../../../../core';
import { creationRules, SURFACE } from './rules';

const REQUESTS_LIMIT = 100_000;
const CUSTOM_ID_LIMIT = 64;

const request = z.strictObject({
  custom_id: z
    .string()
    .min(1)
    .max(CUSTOM_ID_LIMIT)
    .regex(/^[a-zA-Z0-9_-]{1,64}$/),
  // "Validation of the params object is performed asynchronously": a fault becomes an errored result.
  params: z.record(z.string(), z.custom<Json>()),
});

const batchSchema = z.strictObject({ requests: z.array(request).min(1).max(REQUESTS_LIMIT) });

/** A sound body of `POST /v1/messages/batches`. */
export type MessageBatchBody = z.infer<typeof batchSchema>;

/** What a request for a batch must pass. */
export const batchChecks = compileChecks<MessageBatchBody>({
  surface: SURFACE,
  schema: batchSchema,
  order: { first: [], unknownKeys: 'last', fields: ['requests'] },
  rules: creationRules,
  modelless: true,
});
