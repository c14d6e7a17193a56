import { z } from 'zod';
import { planSchema } from '../faults';
import { fixtureFileSchema, stateValues } from '../fixtures';
import { expectationSchema, filterSchema } from '../journal';
import { limitPlanSchema } from '../limits';
import type { BodySchemas } from '../operations';
import { paceSchema } from '../pacing';

/** One of a kind, or a list of them. */
const oneOrMore = <T>(schema: z.ZodType<T>) => z.union([schema, z.array(schema)]);

const { fixtures, scripts } = fixtureFileSchema.shape;
const answering = z.union([fixtures.unwrap().element, scripts.unwrap().element]);
const plan = z.union([planSchema, z.string().describe('one line, such as cut;after=5;first=2')]);

/** What the bodies of the control plane may hold: the schemas by which they are read. */
export const controlSchemas: BodySchemas = {
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
  Criteria: filterSchema,
};
