import { isJsonObject, type Json, type JsonObject, type ToolSpec } from '../../core';

/** What stands before all tools. */
export const FRAME_START = 'namespace functions {\n\n';
/** What stands after all tools. */
export const FRAME_END = '} // namespace functions';

/** Deeper members are not shown; a recursive schema ends there too. */
const MAX_DEPTH = 6;
const DESCRIBED_DEPTH = 3;

/** A tool as OpenAI's models are shown it: a function type in TypeScript, its description as a comment. */
export function signature({ name, description, schema = {} }: ToolSpec): string {
  const about = comment(description);
  const hasMembers = Object.keys(propertiesOf(schema)).length > 0;
  const input = hasMembers
    ? `_: ${comment(schema['title'])}${comment(schema['description'])}${objectText(schema, schema, 0)}`
    : '';
  return `${about}type ${name} = (${input}) => any;\n\n`;
}

const comment = (text: unknown): string =>
  typeof text === 'string' && text.trim() !== '' ? `// ${text.trimEnd()}\n` : '';

const propertiesOf = (schema: JsonObject): JsonObject =>
  isJsonObject(schema['properties']) ? schema['properties'] : {};

/** One line where no member has a comment, else a line for each member. */
function objectText(schema: JsonObject, root: JsonObject, depth: number): string {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const members = Object.entries(propertiesOf(schema)).map(([name, member]) => {
    const about =
      isJsonObject(member) && depth < DESCRIBED_DEPTH ? comment(member['title']) + comment(member['description']) : '';
    const usual = isJsonObject(member) ? defaultOf(member) : '';
    return { about, usual, text: `${name}${required.includes(name) ? '' : '?'}: ${typeText(member, root, depth)}` };
  });
  if (members.every(({ about, usual }) => about === '' && usual === ''))
    return `{ ${members.map(({ text }) => text).join(', ')} }`;
  return `{\n${members.map(({ about, usual, text }) => `${about}${text},${usual}\n`).join('')}}`;
}

function defaultOf({ default: value }: JsonObject): string {
  if (value === undefined || value === null) return '';
  return ` // default: ${typeof value === 'string' ? value : JSON.stringify(value)}`;
}

/** A definition of the same schema that a reference names. */
function resolved(schema: JsonObject, root: JsonObject): JsonObject {
  const { $ref: reference } = schema;
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return schema;
  const found = reference
    .slice(2)
    .split('/')
    .reduce<Json | undefined>((here, key) => (isJsonObject(here) ? here[key] : undefined), root);
  return isJsonObject(found) ? found : schema;
}

function typeText(given: Json | undefined, root: JsonObject, depth: number): string {
  if (!isJsonObject(given) || depth > MAX_DEPTH) return 'any';
  const schema = resolved(given, root);
  const { type, enum: values, anyOf, items } = schema;
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (Array.isArray(anyOf)) return anyOf.map((option) => typeText(option, root, depth + 1)).join(' | ');
  if (Array.isArray(type)) return type.map((one) => typeText({ ...schema, type: one }, root, depth + 1)).join(' | ');
  if (type === 'array') return `${typeText(items, root, depth + 1)}[]`;
  if (type === 'object')
    return Object.keys(propertiesOf(schema)).length > 0 ? objectText(schema, root, depth + 1) : 'object';
  return type === 'integer' ? 'number' : typeof type === 'string' ? type : 'any';
}
