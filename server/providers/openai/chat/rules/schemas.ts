import { isJsonObject, type JsonObject, type Path } from '../../../../core';
import type { RequestJsonSchema } from '../../dialect/strict-schema';
import type { ChatBody } from '../schema';

type FunctionDefinition = NonNullable<ChatBody['functions']>[number];

/** A strict function without parameters is judged as one whose parameters say nothing of further keys (recorded). */
const NO_PARAMETERS: JsonObject = { type: 'object', properties: {} };

const brought = (definition: FunctionDefinition, path: Path): readonly RequestJsonSchema[] => {
  const { name, parameters, strict } = definition;
  const schema = parameters ?? (strict === true ? NO_PARAMETERS : undefined);
  if (!isJsonObject(schema)) return [];
  return [{ name, path, use: 'function', strict: strict === true, schema: schema as JsonObject }];
};

/** The schemas of a chat request, in the order of their fields. A format is blamed as a whole. */
export function schemasIn({ functions, tools, response_format: format }: ChatBody): readonly RequestJsonSchema[] {
  const ofFunctions = (functions ?? []).flatMap((each, at) => brought(each, ['functions', at, 'parameters']));
  const ofTools = (tools ?? []).flatMap((tool, at) =>
    tool.type === 'function' ? brought(tool.function, ['tools', at, 'function', 'parameters']) : [],
  );
  return [...ofFunctions, ...ofTools, ...ofFormat(format)];
}

function ofFormat(format: ChatBody['response_format']): readonly RequestJsonSchema[] {
  if (format?.type !== 'json_schema') return [];
  const { name, schema, strict } = format.json_schema;
  if (!isJsonObject(schema)) return [];
  return [{ name, path: ['response_format'], use: 'format', strict: strict === true, schema: schema as JsonObject }];
}
