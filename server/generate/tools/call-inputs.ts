import { isJsonObject, type Json, type JsonObject, type ToolSpec } from '../../core';
import type { Filler } from '../../lib';
import { hashText } from '../../lib';
import { contentOf } from '../extract/content';
import type { ExtractedValues } from '../extract/extracted-values';
import { isRoute } from '../extract/places';
import { isPlaceField } from '../instance/field-values';
import { instanceOf } from '../instance/instance';
import { createFirstLook } from '../schema/field-summary';
import type { Question } from '../text/question';
import type { Voice } from '../text/sentences';
import { isAnswerTool } from './answer-tools';
import { customInput } from './custom-input';

/** With what the inputs of calls are made. */
export interface CallContext {
  readonly question: Question;
  readonly found: ExtractedValues;
  readonly filler: Filler;
  readonly seed: number;
  readonly voice: Voice;
  /** Members that results of tools gave by name. */
  readonly given?: JsonObject;
}

/** Most calls of one tool that a list of places leads to. */
const MAX_CALLS = 8;

/** The inputs with which a tool is called: one, or one for each place that a question lists. */
export function callInputs(tool: ToolSpec, context: CallContext): readonly string[] {
  if (tool.kind === 'custom') {
    const { found, seed } = context;
    return [customInput(tool, { found, seed, words: freeText(tool, context) })];
  }
  const schema = tool.schema ?? {};
  const fanned = placeMembers(schema, context.found);
  const given: readonly JsonObject[] = fanned.length > 0 ? fanned : [{}];
  return given.map((members, at) =>
    JSON.stringify(objectFor(tool, members, { ...context, seed: hashText(`call ${at}`, context.seed) })),
  );
}

/** A tool's input is an object, whatever its schema says. */
function objectFor(tool: ToolSpec, given: JsonObject, context: CallContext): JsonObject {
  const { schema = {} } = tool;
  const { question, found, filler, seed } = context;
  const options = {
    of: `the parameters of tool '${tool.name}'`,
    found,
    filler,
    seed,
    given: { ...context.given, ...given },
    language: question.language,
    optional: 'found',
    ...otherwiseOf(context),
  } as const;
  const made: Json = instanceOf({ ...schema, type: 'object' }, options);
  if (!isJsonObject(made)) return {};
  if (Array.isArray(schema['required']) && schema['required'].length > 0 && !isAnswerTool(tool)) return made;
  const told = toldMembers(instanceOf({ ...schema, type: 'object' }, { ...options, optional: 'all' }), found);
  const all = { ...made, ...told };
  return Object.keys(all).length === 0 ? firstMember(schema, options) : ordered(all, schema);
}

/** What a field says for which nothing was found: what tools gave, else the content of the question. */
function otherwiseOf({ given, found, question }: CallContext): { readonly otherwise?: string } {
  const text = given !== undefined && found.answer !== undefined ? found.answer() : contentOf(question.subject);
  return text === '' ? {} : { otherwise: text };
}

/** Members in the order in which the schema declares them. */
function ordered(members: JsonObject, { properties }: JsonObject): JsonObject {
  const declared = isJsonObject(properties) ? Object.keys(properties) : [];
  const names = new Set([...declared.filter((name) => Object.hasOwn(members, name)), ...Object.keys(members)]);
  return Object.fromEntries([...names].map((name) => [name, members[name]]));
}

/** Of a whole object, the members that hold a value of the question. */
const toldMembers = (whole: Json, found: ExtractedValues): JsonObject =>
  isJsonObject(whole) ? Object.fromEntries(Object.entries(whole).filter(([, value]) => isTold(value, found))) : {};

function isTold(value: Json | undefined, found: ExtractedValues): boolean {
  if (typeof value === 'number') return found.numbers.includes(value);
  if (typeof value === 'string')
    return value !== '' && value !== found.topic && found.plain.toLowerCase().includes(value.toLowerCase());
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((member) => isTold(member, found));
}

/** Where nothing is required and nothing found, the first member is better than an empty object. */
function firstMember(schema: JsonObject, options: Parameters<typeof instanceOf>[1]): JsonObject {
  const [name] = isJsonObject(schema['properties']) ? Object.keys(schema['properties']) : [];
  if (name === undefined || Array.isArray(schema['required'])) return {};
  const made = instanceOf({ ...schema, type: 'object', required: [name] }, options);
  return isJsonObject(made) ? made : {};
}

/** One object for each place, where the tool takes one place at a time and no journey is meant. */
function placeMembers(schema: JsonObject, found: ExtractedValues): readonly JsonObject[] {
  const { places, plain } = found;
  if (places.length < 2 || isRoute(plain) || !isJsonObject(schema['properties'])) return [];
  const look = createFirstLook(schema);
  const fields = Object.entries(schema['properties']).filter(([name, raw]) => {
    const { type, demand, description } = look(raw ?? true);
    return type === 'string' && demand.values === undefined && isPlaceField(name, description);
  });
  const [field] = fields;
  if (fields.length !== 1 || field === undefined) return [];
  return places.slice(0, MAX_CALLS).map((place) => ({ [field[0]]: place }));
}

/** What a tool without a schema is given: the code or words quoted, else the question itself. */
function freeText({ name, description = '' }: ToolSpec, { found, question }: CallContext): string {
  const printed = /python|code/iu.test(`${name} ${description}`) ? PRINT.exec(question.plain)?.[1] : undefined;
  if (found.snippet === undefined && printed !== undefined)
    return `print(${JSON.stringify(found.quoted[0] ?? printed)})`;
  return found.snippet ?? found.quoted[0] ?? (question.subject || question.text);
}

/** What a program is to print. */
const PRINT =
  /\bprint (?:out )?["'`]?([^"'`.\n]{1,100}?)["'`]?(?: (?:to|on|in) (?:the )?(?:console|screen|terminal|stdout|standard output))?(?=[.!]|$)/iu;
