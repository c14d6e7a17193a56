import type { JsonObject, Path } from '../../../../core';
import type { RequestJsonSchema } from '../../dialect/strict-schema';
import type { ResponsesBody } from '../schema';
import type { RequestTool } from '../schema/tools';

/** A function, at the top or inside a namespace. */
interface FunctionLike {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, unknown>> | null | undefined;
  readonly strict?: boolean | null | undefined;
}

/** No parameters at all: taken where the function is not strict (recorded with gpt-4o-mini). */
const isUntyped = (parameters: Readonly<Record<string, unknown>>, strict: FunctionLike['strict']): boolean =>
  strict !== true && Object.keys(parameters).length === 0;

/** An absent `strict` is no promise: the schema is made strict if it can be. */
function ofFunction({ name, parameters, strict }: FunctionLike, path: Path): readonly RequestJsonSchema[] {
  if (parameters == null || isUntyped(parameters, strict)) return [];
  const schema = parameters as JsonObject;
  return [{ name, path: [...path, 'parameters'], use: 'function', strict: strict === true, schema }];
}

function ofTool(tool: RequestTool, at: number): readonly RequestJsonSchema[] {
  if (tool.type === 'function') return ofFunction(tool, ['tools', at]);
  if (tool.type !== 'namespace') return [];
  return tool.tools.flatMap((inner, place) =>
    inner.type === 'function' ? ofFunction(inner, ['tools', at, 'tools', place]) : [],
  );
}

/** The schemas of a request, in the order of their fields. */
export function schemasIn({ tools, text }: ResponsesBody): readonly RequestJsonSchema[] {
  const ofTools = (tools ?? []).flatMap(ofTool);
  const format = text?.format;
  if (format?.type !== 'json_schema') return ofTools;
  const { name, strict } = format;
  const schema = format.schema as JsonObject;
  return [...ofTools, { name, path: ['text', 'format', 'schema'], use: 'format', strict: strict === true, schema }];
}
