import { z } from 'zod';

const names = z.array(z.string());

/** What every refusal of the control plane answers. */
export const errorOutput = z
  .object({ error: z.looseObject({ message: z.string() }) })
  .describe('what was found, and what was expected');

/** One exchange, as the journal shows it. */
const entry = z
  .looseObject({
    id: z.int().describe('from 1, counted per namespace'),
    namespace: z.string(),
    provider: z.string(),
    route: z.string().optional().describe('id of the surface or endpoint; absent where nobody serves the path'),
    at: z.number().describe('Unix milliseconds'),
    duration: z.number().optional().describe('milliseconds to the last byte'),
    model: z.string().optional(),
    status: z.int().optional(),
    outcome: z.enum(['answered', 'refused', 'broken', 'client-gone', 'bug']).optional(),
    fixture: z.string().optional().describe('the one that answered'),
    form: z.string().optional().describe('the form that the prompt asks for in words, where the reply was generated'),
    nearMisses: names.optional(),
    fault: z.string().optional(),
    why: z.string().optional().describe('why the fault was due'),
    warnings: names.optional().describe('rules that only warned'),
    request: z.looseObject({ method: z.string(), path: z.string(), headers: z.record(z.string(), z.string()) }),
    reply: z.unknown().optional().describe('the parsed body, or the frames of a stream'),
    frameTimes: z.array(z.number()).optional().describe('milliseconds from the request to each frame that left'),
    advice: z.array(z.looseObject({ rule: z.string(), message: z.string() })).optional(),
  })
  .describe('one exchange; an open one has no outcome yet');

/** What the routes answer, by what it is about. */
export const outputs = {
  health: z.object({ status: z.literal('ok'), version: z.string() }),
  ready: z.object({ ready: z.boolean() }),
  summary: z.looseObject({ version: z.string(), service: z.string() }),
  rules: z.object({
    rules: z.array(z.looseObject({ id: z.string(), says: z.string(), grade: z.string(), level: z.string() })),
  }),
  document: z.looseObject({ openapi: z.string() }).describe('this document'),
  reset: z.object({ reset: z.literal(true) }),
  cleared: z.object({ cleared: z.literal(true) }),
  entry,
  entries: z.object({ entries: z.array(entry) }),
  nextEntry: z.object({ entry }),
  verified: z.object({ verified: z.literal(true) }),
  lint: z.object({
    findings: z.array(
      z.looseObject({ entry: z.int(), rule: z.string(), level: z.enum(['warn', 'error']), message: z.string() }),
    ),
    good: z.boolean().describe('no finding is an error'),
  }),
  namespaces: z.object({
    namespaces: z.array(z.object({ name: z.string(), entries: z.int(), fixtures: z.int() })),
  }),
  fixtures: z.object({ fixtures: names }),
  added: z.object({ added: names.describe('a name or sentence for each') }),
  report: z.object({
    neverHit: names,
    shadowed: z.array(z.object({ fixture: z.string(), by: z.string(), times: z.int() })),
  }),
  explanations: z.object({
    explanations: z.array(z.looseObject({ surface: z.string(), near: z.array(z.unknown()), paste: z.string() })),
  }),
  state: z.object({ state: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }),
  clock: z.object({ kind: z.enum(['real', 'frozen', 'stepped']), now: z.string().describe('ISO 8601') }),
  pace: z.object({ pace: z.looseObject({}) }),
  faults: z.object({
    plans: z.array(z.looseObject({ says: z.string(), seen: z.int(), fired: z.int() })),
    kinds: z.array(z.looseObject({ id: z.string(), says: z.string() })),
  }),
  limits: z.object({ tier: z.string().optional(), limits: z.looseObject({}).optional() }),
} as const satisfies Readonly<Record<string, z.ZodType>>;
