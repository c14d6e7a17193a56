import { z } from 'zod';
import type { JsonObject, StopReason } from '../core';
import { faultKinds } from '../faults';
import { chunkSchema, paceSchema } from '../pacing';
import { type WrittenFault, whyNoFault } from './fault';

const STOPS = [
  'end',
  'length',
  'stop-sequence',
  'tool-calls',
  'refusal',
  'content-filter',
  'pause',
  'context-window',
] as const satisfies readonly StopReason[];

const call = z
  .strictObject({
    name: z.string().min(1).describe('name of the tool'),
    arguments: z
      .union([z.string(), z.record(z.string(), z.json())])
      .describe('an object, or the very text that is sent: broken JSON too, or the free text of a custom tool'),
  })
  .describe('one call of a tool');

const file = z.string().min(1).describe('a file with the words, beside the fixture file or below its folder');
const json = z.json().meta({ expected: 'any JSON' }).describe('a value; its JSON is the words of the answer');

const ONE_OF = ['text', 'reasoning', 'call', 'refusal', 'json', 'file'] as const;

const part = z
  .strictObject({
    text: z.string().optional().describe('words of the answer'),
    reasoning: z.string().optional().describe('thoughts before the answer'),
    call: call.optional(),
    refusal: z.string().optional().describe('words by which the model declines'),
    json: json.optional(),
    file: file.optional(),
  })
  .check(({ value, issues }) => {
    if (ONE_OF.filter((key) => value[key] !== undefined).length === 1) return;
    const params = { code: 'pattern', pattern: `one of ${ONE_OF.join(', ')}` };
    issues.push({ code: 'custom', input: value, params });
  })
  .describe('one thing that is said: text, reasoning, call, refusal, json or file');

const count = z.int().min(0).optional();

const usage = z
  .strictObject({
    input: count.describe('tokens of the prompt'),
    output: count.describe('tokens of the answer, reasoning included'),
    reasoning: count.describe('tokens of the reasoning'),
    cache_read: count.describe('tokens of the prompt that were read from a cache'),
    cache_write: count.describe('tokens of the prompt that were written to a cache'),
  })
  .describe('tokens that are told instead of those that were counted');

const LEAST_STATUS = 200;
const GREATEST_STATUS = 599;

/** RFC 9110 §5.1, 5.5. */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const HEADER_VALUE = /^[\x20-\x7e]*$/;

const headers = z.record(z.string(), z.string()).check(({ value, issues }) => {
  for (const [name, text] of Object.entries(value)) {
    if (HEADER_NAME.test(name) && HEADER_VALUE.test(text)) continue;
    const pattern = HEADER_NAME.test(name) ? 'a value of printable ASCII' : 'a name that a header may have';
    issues.push({ code: 'custom', input: value, path: [name], params: { code: 'pattern', pattern } });
  }
});

const raw = z
  .strictObject({
    status: z.int().min(LEAST_STATUS).max(GREATEST_STATUS).optional().describe('status of the reply (200)'),
    headers: headers.optional().describe('all headers of the reply'),
    body: z
      .union([z.string(), z.json().meta({ expected: 'any JSON' })])
      .optional()
      .describe('the very text of the body, or a value sent as JSON'),
  })
  .describe('a reply past all rules of the house: status, headers and body as they are written');

const kindsOf = faultKinds.map(({ id, says, params }) =>
  z.strictObject({ kind: z.literal(id), ...params }).describe(says),
);

/** The schema of a fault that a reply has: a line, or its kind and parameters. */
const fault = z
  .union([
    z.string().check(({ value, issues }) => {
      const pattern = whyNoFault(value);
      if (pattern !== undefined) issues.push({ code: 'custom', input: value, params: { code: 'pattern', pattern } });
    }),
    z.discriminatedUnion('kind', kindsOf as unknown as [(typeof kindsOf)[number]]) as unknown as z.ZodType<
      Exclude<WrittenFault, string>,
      Exclude<WrittenFault, string>
    >,
  ])
  .describe('a fault that the reply meets: its id, a line such as cut;after=5, or {kind: cut, after: 5}');

const SPEECH = ['text', 'reasoning', 'refusal', 'calls', 'json', 'file'] as const;

/** The schema of a reply in its parts. */
const fullReply = z
  .strictObject({
    text: z.string().optional().describe('words of the answer'),
    reasoning: z
      .string()
      .optional()
      .describe('thoughts before the answer; said where the request asks for reasoning, of a model that reasons'),
    refusal: z.string().optional().describe('words by which the model declines'),
    calls: z.array(call).min(1).optional().describe('calls of tools, in their order'),
    json: json.optional(),
    file: file.optional(),
    parts: z
      .array(part)
      .min(1)
      .optional()
      .describe('all of the reply as an ordered list, instead of the members above'),
    stop: z.enum(STOPS).optional().describe('why the turn ends; known from the parts where it is absent'),
    stop_sequence: z.string().min(1).optional().describe('the sequence that ended it, beside stop: stop-sequence'),
    usage: usage.optional(),
    headers: headers.optional().describe('headers of the reply besides those of the house'),
    template: z
      .boolean()
      .optional()
      .describe('true: {{request.user}}, {{captures.name}}, {{fake.city}}, {{state.key}} are filled in'),
    fault: fault.optional(),
    pace: paceSchema.optional(),
    chunk: chunkSchema.optional(),
    raw: raw.optional(),
    anyway: z
      .boolean()
      .optional()
      .describe('send the reply even where the request asks for another form, such as a required call'),
  })
  .check(({ value, issues }) => {
    const refuse = (key: string, pattern: string) =>
      void issues.push({ code: 'custom', input: value, path: [key], params: { code: 'pattern', pattern } });
    const spoken = SPEECH.filter((key) => value[key] !== undefined);
    if (value.parts !== undefined && spoken.length > 0) refuse('parts', `either parts or ${spoken.join(', ')}`);
    if (value.raw !== undefined && spoken.length + (value.parts?.length ?? 0) > 0) {
      refuse('raw', 'raw without anything that is said');
    }
    if (value.stop_sequence !== undefined && value.stop !== 'stop-sequence') {
      refuse('stop_sequence', 'stop: stop-sequence beside it');
    }
  })
  .describe('a reply in its parts');

/** The schema of a reply, whichever way it is written. */
export const replySchema = z
  .union([z.string(), fullReply])
  .describe('what is answered: a text, or a reply in its parts');

/** A reply in its parts, as a fixture writes it. */
export type FixtureReply = z.infer<typeof fullReply>;

/** A reply, whichever way it is written. */
export type Reply = z.infer<typeof replySchema>;

/** One part of a reply, as a fixture writes it. */
export type WrittenPart = z.infer<typeof part>;

/** One part of a reply, once values and files have become words. */
export type FixturePart =
  | { readonly text: string }
  | { readonly reasoning: string }
  | { readonly call: z.infer<typeof call> }
  | { readonly refusal: string };

/** The parts of a reply in their order, whichever way it is written. */
export function partsOf(reply: Reply): readonly FixturePart[] {
  if (typeof reply === 'string') return [{ text: reply }];
  const { reasoning, text, refusal, calls = [], parts = [] } = reply;
  return [
    ...(reasoning === undefined ? [] : [{ reasoning }]),
    ...(text === undefined ? [] : [{ text }]),
    ...(reply.json === undefined ? [] : [inWords({ json: reply.json })]),
    ...(refusal === undefined ? [] : [{ refusal }]),
    ...calls.map((one) => ({ call: one })),
    ...parts.map(inWords),
  ];
}

/** Files have been read where fixtures were loaded; their words stand in the place of their names. */
function inWords({ text, reasoning, call: one, refusal, json: value }: WrittenPart): FixturePart {
  if (reasoning !== undefined) return { reasoning };
  if (one !== undefined) return { call: one };
  if (refusal !== undefined) return { refusal };
  return { text: text ?? JSON.stringify(value ?? '') };
}

/** Does a reply say anything, or only how it is said? */
export const isSpoken = (reply: Reply): boolean => partsOf(reply).length > 0;

/** Is a reply a failure, so that whoever tries again is to get the next one? */
export const isFailure = (reply: Reply): boolean =>
  typeof reply !== 'string' && (reply.fault !== undefined || (reply.raw?.status ?? 0) >= FIRST_FAILURE);

const FIRST_FAILURE = 400;

/** JSON text of a call's input. */
export const inputOf = (input: string | JsonObject): string =>
  typeof input === 'string' ? input : JSON.stringify(input);
