import { z } from 'zod';
import { compileChecks } from '../../../../contract';
import type { EndpointContext } from '../../../../core';
import { expiresAfter } from '../../dialect/expires-after';
import { metadata } from '../../dialect/metadata';
import { SURFACE } from './rules';

/** In the order of a recorded sentence, which is that of the alphabet; it knew four of them. */
const ENDPOINTS = [
  '/v1/chat/completions',
  '/v1/completions',
  '/v1/embeddings',
  '/v1/images/edits',
  '/v1/images/generations',
  '/v1/moderations',
  '/v1/responses',
  '/v1/videos',
] as const;

const creationSchema = z.strictObject({
  input_file_id: z.string(),
  endpoint: z.enum(ENDPOINTS),
  // "Currently only 24h is supported."
  completion_window: z.literal('24h'),
  metadata: metadata.nullish(),
  output_expires_after: expiresAfter.nullish(),
});

/** What a batch is created from. */
export type BatchBody = z.infer<typeof creationSchema>;

const checks = compileChecks<BatchBody>({
  surface: SURFACE,
  schema: creationSchema,
  order: {
    first: [],
    unknownKeys: 'first',
    fields: ['input_file_id', 'endpoint', 'completion_window', 'metadata', 'output_expires_after'],
  },
  rules: [],
  modelless: true,
});

/** The body of a creation, or its refusal. What is wrong with the file is told later, by the batch itself. */
export const parseBatchBody = (context: EndpointContext): BatchBody => context.check(checks, context.json);
