import { isJsonObject, type JsonObject, type Message, type Prompt, parseJson } from '../../core';

/** A JSON Schema that a prompt tells in its words, and the prompt without it. */
export interface DescribedSchema {
  readonly schema: JsonObject;
  readonly rest: Prompt;
}

/** Longer texts are not searched for a schema. */
const MOST_SEARCHED = 100_000;
/** Braces at which a schema is looked for in one text. */
const MOST_TRIED = 200;

/** Keywords of which a schema of an object has at least one. */
const SIGNS = ['properties', '$ref', 'anyOf', 'oneOf', 'allOf', 'additionalProperties', 'items', 'enum'];

const isSchema = (value: unknown): value is JsonObject =>
  isJsonObject(value) && SIGNS.some((sign) => typeof value[sign] === 'object');

/**
 * Finds the schema: clients whose model takes none write it into the system prompt or the question.
 * Of several the last counts, for examples come before what is meant.
 */
export function findDescribedSchema(prompt: Prompt): DescribedSchema | undefined {
  const asked = searched(single(wordsOf(prompt.messages.findLast(({ role }) => role === 'user'))));
  const system = searched(single(prompt.system ?? ''));
  const schema = asked.schema ?? system.schema;
  if (schema === undefined) return undefined;
  const question: Message = { role: 'user', content: [{ type: 'text', text: asked.rest }] };
  return { schema, rest: { ...prompt, system: system.rest, messages: [...prompt.messages, question] } };
}

const wordsOf = (message: Message | undefined): string =>
  message?.role === 'user'
    ? message.content.flatMap((piece) => (piece.type === 'text' ? [piece.text] : [])).join('\n')
    : '';

/** Templates write each brace twice, and some forget to make one of two. */
const single = (text: string): string =>
  /\{\{\s*"/u.test(text) ? text.replaceAll('{{', '{').replaceAll('}}', '}') : text;

/** The last schema in a text, and the text without any. */
function searched(text: string): { readonly schema: JsonObject | undefined; readonly rest: string } {
  let schema: JsonObject | undefined;
  let rest = '';
  let at = 0;
  for (let tried = 0; text.length <= MOST_SEARCHED && tried < MOST_TRIED; tried += 1) {
    const start = text.indexOf('{', at);
    if (start < 0) break;
    const end = endOf(text, start);
    const value = end === undefined ? undefined : parseJson(text.slice(start, end));
    const found = isSchema(value) ? value : undefined;
    rest += text.slice(at, found === undefined ? start + 1 : start);
    at = found === undefined || end === undefined ? start + 1 : end;
    schema = found ?? schema;
  }
  return { schema, rest: rest + text.slice(at) };
}

/** Where the object ends that begins at a brace, by its braces alone: what stands in texts does not count. */
function endOf(text: string, start: number): number | undefined {
  let depth = 0;
  const piece = /"(?:[^"\\\n]|\\.)*"|[{}]/gu;
  piece.lastIndex = start;
  for (let found = piece.exec(text); found !== null; found = piece.exec(text)) {
    if (found[0] === '{') depth += 1;
    if (found[0] === '}') depth -= 1;
    if (depth === 0) return found.index + 1;
  }
  return undefined;
}
