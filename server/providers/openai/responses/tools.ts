import { z } from 'zod';

const MAX_TOOL_NAME = 128;
const MAX_SEARCH_RESULTS = 50;
const MAX_PARTIAL_IMAGES = 3;

const loose = z.looseObject({});
const jsonObject = z.record(z.string(), z.unknown());
const toolName = z
  .string()
  .regex(/^[a-zA-Z0-9_-]+$/)
  .max(MAX_TOOL_NAME);
const level = z.enum(['low', 'medium', 'high']);
const callers = z.array(z.enum(['direct', 'programmatic'])).nullish();

const functionTool = z.strictObject({
  type: z.literal('function'),
  name: toolName,
  parameters: jsonObject.nullable(),
  strict: z.boolean().nullish(),
  description: z.string().nullish(),
  output_schema: jsonObject.nullish(),
  defer_loading: z.boolean().nullish(),
  allowed_callers: callers,
});

const customTool = z.strictObject({
  type: z.literal('custom'),
  name: toolName,
  description: z.string().nullish(),
  format: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('text') }),
      z.strictObject({ type: z.literal('grammar'), syntax: z.enum(['lark', 'regex']), definition: z.string() }),
    ])
    .nullish(),
  defer_loading: z.boolean().nullish(),
  allowed_callers: callers,
});

const userLocation = z.strictObject({
  type: z.literal('approximate').nullish(),
  city: z.string().nullish(),
  country: z.string().nullish(),
  region: z.string().nullish(),
  timezone: z.string().nullish(),
});

const searchMembers = {
  search_context_size: level.nullish(),
  search_content_types: z.array(z.enum(['text', 'image'])).nullish(),
  user_location: userLocation.nullish(),
};

const webSearch = z.strictObject({
  type: z.enum(['web_search', 'web_search_2025_08_26']),
  ...searchMembers,
  filters: loose.nullish(),
  return_token_budget: z.unknown().optional(),
  external_web_access: z.boolean().nullish(),
});

const webSearchPreview = z.strictObject({
  type: z.enum(['web_search_preview', 'web_search_preview_2025_03_11']),
  ...searchMembers,
});

const fileSearch = z.strictObject({
  type: z.literal('file_search'),
  vector_store_ids: z.array(z.string()),
  filters: loose.nullish(),
  max_num_results: z.int().min(1).max(MAX_SEARCH_RESULTS).nullish(),
  ranking_options: loose.nullish(),
});

const mcp = z.strictObject({
  type: z.literal('mcp'),
  server_label: z.string(),
  server_url: z.string().nullish(),
  connector_id: z.string().nullish(),
  tunnel_id: z.string().nullish(),
  server_description: z.string().nullish(),
  authorization: z.string().nullish(),
  headers: z.record(z.string(), z.string()).nullish(),
  allowed_tools: z.union([z.array(z.string()), loose]).nullish(),
  require_approval: z.union([loose, z.enum(['always', 'never'])]).nullish(),
  defer_loading: z.boolean().nullish(),
  allowed_callers: callers,
});

const codeInterpreter = z.strictObject({
  type: z.literal('code_interpreter'),
  container: z.union([z.string(), z.looseObject({ type: z.literal('auto') })]),
  allowed_callers: callers,
});

const imageGeneration = z.strictObject({
  type: z.literal('image_generation'),
  action: z.enum(['generate', 'edit', 'auto']).nullish(),
  background: z.enum(['transparent', 'opaque', 'auto']).nullish(),
  input_fidelity: z.enum(['high', 'low']).nullish(),
  input_image_mask: z.strictObject({ file_id: z.string().nullish(), image_url: z.string().nullish() }).nullish(),
  model: z.string().nullish(),
  moderation: z.enum(['auto', 'low']).nullish(),
  output_compression: z.int().min(0).max(100).nullish(),
  output_format: z.enum(['png', 'webp', 'jpeg']).nullish(),
  partial_images: z.int().min(0).max(MAX_PARTIAL_IMAGES).nullish(),
  quality: z.enum(['low', 'medium', 'high', 'auto']).nullish(),
  size: z.string().nullish(),
});

const computerUsePreview = z.strictObject({
  type: z.literal('computer_use_preview'),
  display_height: z.number(),
  display_width: z.number(),
  environment: z.enum(['windows', 'mac', 'linux', 'ubuntu', 'browser']),
});

const namespace = z.strictObject({
  type: z.literal('namespace'),
  name: z.string(),
  description: z.string(),
  tools: z.array(z.discriminatedUnion('type', [functionTool, customTool])).min(1),
});

const plain = <const Type extends string>(type: Type) => z.looseObject({ type: z.literal(type) });

/** All kinds of tools, in the order in which the service lists them. */
export const tool = z.discriminatedUnion('type', [
  functionTool,
  fileSearch,
  plain('computer'),
  computerUsePreview,
  webSearch,
  mcp,
  codeInterpreter,
  plain('programmatic_tool_calling'),
  imageGeneration,
  plain('local_shell'),
  plain('shell'),
  customTool,
  namespace,
  plain('tool_search'),
  webSearchPreview,
  plain('apply_patch'),
]);

/** One tool of a request. */
export type RequestTool = z.infer<typeof tool>;
/** A tool that the client itself runs on JSON arguments. */
export type FunctionTool = z.infer<typeof functionTool>;
/** A tool that the client itself runs on free text. */
export type CustomTool = z.infer<typeof customTool>;

/** Function tools are strict unless told otherwise. */
export const isStrict = ({ strict }: FunctionTool): boolean => strict !== false;

/** What each kind of choice must hold besides its type, in the order in which it is missed. */
const choiceMembers = {
  function: ['name'],
  custom: ['name'],
  mcp: ['server_label'],
  allowed_tools: ['mode', 'tools'],
  file_search: [],
  web_search: [],
  web_search_preview: [],
  web_search_preview_2025_03_11: [],
  computer: [],
  computer_use: [],
  computer_use_preview: [],
  code_interpreter: [],
  image_generation: [],
  programmatic_tool_calling: [],
  apply_patch: [],
  shell: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const CHOICE_TYPES = Object.keys(choiceMembers) as [keyof typeof choiceMembers];

// No discriminated union: inside the union with strings, its unknown tags could not list the known ones.
const choiceObject = z
  .looseObject({
    type: z.enum(CHOICE_TYPES),
    name: z.string().nullish(),
    server_label: z.string().nullish(),
    mode: z.enum(['auto', 'required']).nullish(),
    tools: z.array(z.looseObject({ type: z.string() })).nullish(),
  })
  .superRefine((choice, ctx) => {
    for (const member of choiceMembers[choice.type]) {
      if (choice[member] == null) ctx.addIssue({ code: 'custom', path: [member], params: { code: 'missing' } });
    }
  });

/** Which tools may or must be called. */
export const toolChoice = z
  .union([choiceObject, z.enum(['none', 'auto', 'required'])])
  .meta({ expected: "one of an object or 'none', 'auto', or 'required'" });
