import { z } from 'zod';
import { listOf } from '../../../../contract';

const MAX_SEARCH_RESULTS = 50;
const MAX_PARTIAL_IMAGES = 3;

const text = z.string().nullish();
const texts = listOf(z.string()).nullish();
const flag = z.boolean().nullish();
const effort = z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']).nullish();

/** Who may call a tool: the model itself, or a program that it writes. */
export const allowedCallers = listOf(z.enum(['direct', 'programmatic'])).nullish();

const userLocation = z
  .strictObject({ type: z.literal('approximate').nullish(), city: text, country: text, region: text, timezone: text })
  .nullish();

const searchMembers = {
  search_context_size: z.enum(['low', 'medium', 'high']).nullish(),
  search_content_types: listOf(z.enum(['text', 'image'])).nullish(),
  user_location: userLocation,
};

export const webSearch = z.strictObject({
  type: z.enum(['web_search', 'web_search_2025_08_26']),
  ...searchMembers,
  filters: z.strictObject({ allowed_domains: texts, blocked_domains: texts }).nullish(),
  return_token_budget: z.unknown().optional(),
  external_web_access: flag,
  allowed_callers: allowedCallers,
});

export const webSearchPreview = z.strictObject({
  type: z.enum(['web_search_preview', 'web_search_preview_2025_03_11']),
  ...searchMembers,
});

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const comparison = <const Operator extends string>(operator: Operator) =>
  z.strictObject({
    type: z.literal(operator),
    key: z.string(),
    value: z.union([scalar, listOf(z.union([z.string(), z.number()]))]),
  });

/** Conditions may be combined, and these again. */
const combined: z.ZodType<readonly unknown[]> = z.lazy(() => listOf(fileFilter));

/** A condition on attributes of files. */
const fileFilter = z.discriminatedUnion('type', [
  comparison('eq'),
  comparison('ne'),
  comparison('gt'),
  comparison('gte'),
  comparison('lt'),
  comparison('lte'),
  comparison('in'),
  comparison('nin'),
  z.strictObject({ type: z.enum(['and', 'or']), filters: combined }),
]);

export const fileSearch = z.strictObject({
  type: z.literal('file_search'),
  vector_store_ids: listOf(z.string()),
  filters: fileFilter.nullish(),
  max_num_results: z.int().min(1).max(MAX_SEARCH_RESULTS).nullish(),
  ranking_options: z
    .strictObject({
      ranker: z.enum(['none', 'auto', 'default-2024-11-15']).nullish(),
      score_threshold: z.number().min(0).max(1).nullish(),
      hybrid_search: z.strictObject({ embedding_weight: z.number(), text_weight: z.number() }).nullish(),
    })
    .nullish(),
});

const toolFilter = z.strictObject({ read_only: flag, tool_names: texts });

const CONNECTORS = [
  'connector_dropbox',
  'connector_gmail',
  'connector_googlecalendar',
  'connector_googledrive',
  'connector_microsoftteams',
  'connector_outlookcalendar',
  'connector_outlookemail',
  'connector_sharepoint',
] as const;

export const mcp = z.strictObject({
  type: z.literal('mcp'),
  server_label: z.string(),
  server_url: text,
  connector_id: z.enum(CONNECTORS).nullish(),
  tunnel_id: text,
  server_description: text,
  authorization: text,
  headers: z.record(z.string(), z.string()).nullish(),
  allowed_tools: z.union([listOf(z.string()), toolFilter]).nullish(),
  require_approval: z
    .union([z.strictObject({ always: toolFilter.nullish(), never: toolFilter.nullish() }), z.enum(['always', 'never'])])
    .nullish(),
  defer_loading: flag,
  allowed_callers: allowedCallers,
});

const networkPolicy = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('disabled') }),
    z.strictObject({
      type: z.literal('allowlist'),
      allowed_domains: listOf(z.string()),
      domain_secrets: listOf(z.strictObject({ domain: z.string(), name: z.string(), value: z.string() })).nullish(),
    }),
  ])
  .nullish();

const containerMembers = {
  file_ids: texts,
  memory_limit: z.enum(['1g', '4g', '16g', '64g']).nullish(),
  network_policy: networkPolicy,
};

export const codeInterpreter = z.strictObject({
  type: z.literal('code_interpreter'),
  container: z.union([z.string(), z.strictObject({ type: z.literal('auto'), ...containerMembers })]),
  allowed_callers: allowedCallers,
});

export const imageGeneration = z.strictObject({
  type: z.literal('image_generation'),
  action: z.enum(['generate', 'edit', 'auto']).nullish(),
  background: z.enum(['transparent', 'opaque', 'auto']).nullish(),
  complexity: z.enum(['low', 'medium', 'high']).nullish(),
  frame_count: z.int().nullish(),
  frame_duration_ms: z.int().nullish(),
  input_fidelity: z.enum(['high', 'low']).nullish(),
  input_image_mask: z.strictObject({ file_id: text, image_url: text }).nullish(),
  model: text,
  moderation: z.enum(['auto', 'low']).nullish(),
  output_compression: z.int().min(0).max(100).nullish(),
  output_format: z.enum(['png', 'webp', 'jpeg', 'gif', 'svg']).nullish(),
  partial_images: z.int().min(0).max(MAX_PARTIAL_IMAGES).nullish(),
  quality: z.enum(['low', 'medium', 'high', 'xhigh', 'max', 'auto']).nullish(),
  size: text,
  svg: z.strictObject({ model: text, reasoning: z.strictObject({ effort }).nullish() }).nullish(),
});

export const computerUsePreview = z.strictObject({
  type: z.literal('computer_use_preview'),
  display_height: z.int(),
  display_width: z.int(),
  environment: z.enum(['windows', 'mac', 'linux', 'ubuntu', 'browser']),
});

const skill = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('skill_reference'), skill_id: z.string(), version: text }),
  z.strictObject({
    type: z.literal('inline'),
    name: z.string(),
    description: z.string(),
    source: z.strictObject({
      type: z.literal('base64'),
      media_type: z.literal('application/zip'),
      data: z.string(),
    }),
  }),
]);

/** Where the commands of a shell run. */
const environment = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('container_auto'), ...containerMembers, skills: listOf(skill).nullish() }),
  z.strictObject({
    type: z.literal('local'),
    skills: listOf(z.strictObject({ name: z.string(), description: z.string(), path: z.string() })).nullish(),
  }),
  z.strictObject({ type: z.literal('container_reference'), container_id: z.string() }),
]);

export const shell = z.strictObject({
  type: z.literal('shell'),
  environment: environment.nullish(),
  allowed_callers: allowedCallers,
});

export const applyPatch = z.strictObject({ type: z.literal('apply_patch'), allowed_callers: allowedCallers });

export const toolSearch = z.strictObject({
  type: z.literal('tool_search'),
  description: text,
  execution: z.enum(['server', 'client']).nullish(),
  parameters: z.unknown().optional(),
});

/** Tools that nothing can be said about. */
export const plainTool = <const Type extends string>(type: Type) => z.strictObject({ type: z.literal(type) });
