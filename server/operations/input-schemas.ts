import { z } from 'zod';
import { planSchema } from '../faults';
import { fixtureFileSchema, stateValues } from '../fixtures';
import { expectationSchema, filterSchema } from '../journal';
import { limitPlanSchema } from '../limits';
import { paceSchema } from '../pacing';

const oneOrMore = <T>(schema: z.ZodType<T>) => z.union([schema, z.array(schema)]);

const { fixtures, scripts } = fixtureFileSchema.shape;
const answering = z.union([fixtures.unwrap().element, scripts.unwrap().element]);
const plan = z.union([planSchema, z.string().describe('one line, such as cut;after=5;first=2')]);

/** Schemas of request bodies, by the names of the OpenAPI document. The operations parse bodies with the same schemas. */
export const inputs = {
  Fixtures: z.union([oneOrMore(answering), fixtureFileSchema]),
  Requests: z.json().describe('the body of a request as it would be sent, a list of them, or a HAR'),
  State: stateValues,
  Expectation: expectationSchema,
  Clock: z.union([
    z.strictObject({ advance: z.number().min(0).describe('milliseconds') }),
    z.strictObject({ set: z.union([z.string(), z.number()]).describe('ISO 8601, or Unix milliseconds') }),
  ]),
  Pace: z.strictObject({ pace: paceSchema.nullable() }),
  Faults: z.union([oneOrMore(plan), z.strictObject({ faults: oneOrMore(plan) })]),
  Limits: limitPlanSchema,
} as const;

/** Criteria of the journal, as a URL's query gives them. */
export const criteria: z.ZodType = filterSchema;

/** The body of an operation, by its name in the OpenAPI document. */
export type InputName = keyof typeof inputs;
