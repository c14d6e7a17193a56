import { isJsonObject, type Json, type JsonObject, type ToolSpec } from '../../core';

/** What stands before all tools. */
export const FRAME_START = 'namespace functions {\n\n';
/** What stands after all tools. */
export const FRAME_END = '} // namespace functions';

/** Deeper members are not described; a recursive schema ends there too. */
const MAX_DEPTH = 6;
const DESCRIBED_DEPTH = 2;

/** A tool as OpenAI's models are shown it: a function type in TypeScript, its description as a comment. */
export function signature({ name, description, schema }: ToolSpec): string {
  const comment = description === undefined || description === '' ? '' : `// ${description}\n`;
  const members = membersOf(schema ?? {}, 0);
  return `${comment}type ${name} = (${members === '' ? '' : `_: {\n${members}}`}) => any;\n\n`;
}

function membersOf(schema: JsonObject, depth: number): string {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties)
    .map(([name, member]) => {
      const about =
        isJsonObject(member) && typeof member['description'] === 'string' && depth < DESCRIBED_DEPTH
          ? `// ${member['description']}\n`
          : '';
      return `${about}${name}${required.includes(name) ? '' : '?'}: ${typeText(member, depth)},\n`;
    })
    .join('');
}

function typeText(schema: Json | undefined, depth: number): string {
  if (!isJsonObject(schema) || depth > MAX_DEPTH) return 'any';
  const { type, enum: values, anyOf, items } = schema;
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (Array.isArray(anyOf)) return anyOf.map((option) => typeText(option, depth + 1)).join(' | ');
  if (Array.isArray(type)) return type.map((one) => typeText({ ...schema, type: one }, depth + 1)).join(' | ');
  if (type === 'array') return `${typeText(items, depth + 1)}[]`;
  if (type === 'object') return isJsonObject(schema['properties']) ? `{\n${membersOf(schema, depth + 1)}}` : 'object';
  return type === 'integer' ? 'number' : typeof type === 'string' ? type : 'any';
}
