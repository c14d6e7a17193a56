import type { Response, ResponseTextConfig, Tool } from 'openai/resources/responses/responses';
import type { Json, JsonObject, LoadedObjects } from '../../../core';
import { effectiveSchema } from '../dialect/strict-schema';
import { listedTools } from './offered-tools';
import type { ResponsesBody } from './schema';
import { type FunctionTool, isStrict, type RequestTool } from './schema/tools';

/** The tool that bears a tag, also where it shares its shape with another tag. */
type Tagged<Type, Tool = RequestTool> = Tool extends { type: infer Tag } ? (Type extends Tag ? Tool : never) : never;
type Echo<Type extends RequestTool['type']> = (tool: Tagged<Type>) => JsonObject;

/** Members that were given with a value; null ones count as absent. */
const given = (members: object): JsonObject =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value != null)) as JsonObject;

const webSearch = (tool: Tagged<'web_search'> | Tagged<'web_search_preview'>): JsonObject => {
  const { type, search_content_types, search_context_size, user_location: location } = tool;
  return {
    type,
    ...('filters' in tool ? given({ filters: tool.filters }) : {}),
    return_token_budget: 'default',
    search_content_types: search_content_types ?? ['text'],
    search_context_size: search_context_size ?? 'medium',
    user_location: {
      type: 'approximate',
      city: location?.city ?? null,
      // Guessed from where the request comes; a place that is given names its own or none.
      country: location == null ? 'US' : (location.country ?? null),
      region: location?.region ?? null,
      timezone: location?.timezone ?? null,
    },
  };
};

/** An empty description comes back as none. */
const functionEcho = (tool: FunctionTool): JsonObject => {
  const { type, description, name, output_schema, parameters, defer_loading, allowed_callers } = tool;
  const held = parameters == null ? undefined : effectiveSchema(parameters as JsonObject, tool.strict);
  return {
    type,
    ...given({ allowed_callers, defer_loading }),
    description: description || null,
    name,
    output_schema: (output_schema as JsonObject | null | undefined) ?? null,
    parameters: held?.schema ?? null,
    strict: held?.strict ?? isStrict(tool),
  };
};

const customEcho = ({ type, description, format, name }: Tagged<'custom'>): JsonObject => ({
  type,
  description: description ?? null,
  format: format ?? { type: 'text' },
  name,
});

/** What stands for the secrets that a client hands over. */
const REDACTED = '<redacted>';

type McpTool = Tagged<'mcp'>;

/** Tools by their names; a list comes back as it was sent, an object with all its members. */
const toolFilter = (filter: McpTool['allowed_tools']): Json =>
  filter == null || Array.isArray(filter) ? (filter ?? null) : { read_only: null, ...given(filter) };

function approvalEcho(approval: McpTool['require_approval']) {
  if (approval == null || typeof approval === 'string') return approval ?? 'always';
  const { always, never } = approval;
  return { always: toolFilter(always), never: toolFilter(never) };
}

/** How the service completes the tools that it hands back (recorded in July and August 2026). Others come back as sent. */
const echoes: { readonly [Type in RequestTool['type']]?: Echo<Type> } = {
  function: functionEcho,
  custom: customEcho,
  namespace: ({ type, name, description, tools }) => ({
    type,
    description,
    name,
    tools: tools.map((tool) => (tool.type === 'function' ? functionEcho(tool) : customEcho(tool))),
  }),
  tool_search: ({ type, description, execution, parameters }) => ({
    type,
    description: description ?? null,
    ...(execution === 'client' ? { execution } : {}),
    parameters: (parameters as JsonObject | null | undefined) ?? null,
  }),
  web_search: webSearch,
  web_search_2025_08_26: webSearch,
  web_search_preview: webSearch,
  web_search_preview_2025_03_11: webSearch,
  file_search: ({ type, filters, max_num_results, ranking_options, vector_store_ids }) => ({
    type,
    filters: (filters as JsonObject | null | undefined) ?? null,
    max_num_results: max_num_results ?? 20,
    ranking_options: { ranker: 'auto', score_threshold: 0, ...given(ranking_options ?? {}) },
    vector_store_ids,
  }),
  // How images are made from others, and streamed, is not repeated.
  image_generation: ({ type, action: _a, input_fidelity: _f, input_image_mask: _m, partial_images: _p, ...asked }) => ({
    type,
    background: 'auto',
    model: 'gpt-image-1',
    moderation: 'auto',
    n: 1,
    output_compression: 100,
    output_format: 'png',
    quality: 'auto',
    size: 'auto',
    ...given(asked),
  }),
  mcp: ({ type, allowed_tools, authorization, connector_id, headers, require_approval, ...asked }) => ({
    type,
    allowed_tools: toolFilter(allowed_tools),
    ...(authorization == null ? {} : { authorization: REDACTED }),
    ...given({ connector_id }),
    headers: headers == null ? null : Object.fromEntries(Object.keys(headers).map((name) => [name, REDACTED])),
    require_approval: approvalEcho(require_approval),
    server_description: asked.server_description ?? null,
    server_label: asked.server_label,
    server_url: asked.server_url ?? null,
    ...given(asked),
  }),
  computer_use_preview: ({ type, display_height, display_width, environment }) => ({
    type,
    display_height,
    display_width,
    environment,
  }),
};

/** Functions stand before all other tools, namespaces after them (51 of 51 recordings of two tools or more). */
const rankOf = ({ type }: RequestTool): number => (type === 'function' ? 0 : type === 'namespace' ? 2 : 1);

/** The tools of a request as its response repeats them. */
export function toolsEcho(body: ResponsesBody, loaded: LoadedObjects): Tool[] {
  return listedTools(body, loaded)
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .map((tool) => {
      const echo = echoes[tool.type] as ((tool: RequestTool) => JsonObject) | undefined;
      return (echo?.(tool) ?? tool) as unknown as Tool;
    });
}

/** The text settings of a request as its response repeats them. */
export function textEcho({ text }: ResponsesBody): ResponseTextConfig {
  const format = text?.format;
  const verbosity = text?.verbosity ?? 'medium';
  if (format?.type !== 'json_schema') return { format: { type: format?.type ?? 'text' }, verbosity };
  const { type, description, name, schema, strict } = format;
  // The wire has a null description, which the SDK's type does not know, and a `strict` that was not sent is true (18 of 18).
  const echoed = { type, description: description ?? null, name, schema, strict: strict ?? true };
  return { format: echoed as unknown as NonNullable<ResponseTextConfig['format']>, verbosity };
}

/** The choice of tools as the response repeats it. */
export const choiceEcho = ({ tool_choice: choice }: ResponsesBody): Response['tool_choice'] =>
  (choice ?? 'auto') as Response['tool_choice'];
