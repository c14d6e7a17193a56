import { type Finding, rulesFor } from '../../../../contract';
import type { Profile } from '../../../../core';
import { effortOf, reasons } from '../effort';
import type { ResponsesBody } from '../schema';
import { mentionsJson } from './item-order';
import { inferred, LIVE, reported } from './sources';

/** Models that reason unseen take no sampling parameters while they do; open ones take and ignore them. */
const isFixed = (body: ResponsesBody, profile: Profile): boolean =>
  profile.reasoning === 'hidden' && reasons(body, profile);

const faultIf = (fault: boolean, ...path: readonly string[]): readonly Finding[] => (fault ? [{ path }] : []);

/** Tools that the house itself runs. */
const HOSTED: ReadonlySet<string> = new Set([
  'file_search',
  'web_search',
  'web_search_2025_08_26',
  'web_search_preview',
  'web_search_preview_2025_03_11',
  'code_interpreter',
  'image_generation',
  'mcp',
]);

const WEB_SEARCH = /^web_search/;

/** How a hosted tool is called in the sentence about minimal effort. */
const nickname = (type: string): string => (type === 'image_generation' ? 'image_gen' : type);

const hostedOf = ({ tools }: ResponsesBody): readonly string[] =>
  (tools ?? []).flatMap(({ type }) => (HOSTED.has(type) ? [type] : []));

/** Rules about what a model can do. */
export const capabilityRules = rulesFor<ResponsesBody>()([
  {
    id: 'effort-unsupported',
    says: "Unsupported value: 'minimal' is not supported with the 'gpt-5.6-terra' model. Supported values are: …",
    source: LIVE,
    at: 'reasoning',
    when: ({ reasoning, values }) => reasoning === 'hidden' && values['reasoning_effort'] !== undefined,
    check: ({ reasoning, model }, { values }) => {
      const allowed = values['reasoning_effort'] ?? [];
      const value = reasoning?.effort;
      if (value == null || allowed.includes(value)) return [];
      return [{ path: ['reasoning', 'effort'], facts: { value, allowed, model } }];
    },
  },
  {
    id: 'cache-retention-unsupported',
    says: 'This model is compatible only with 24h extended prompt caching',
    source: LIVE,
    at: 'prompt_cache_retention',
    when: ({ traits }) => traits.has('extended-cache-only'),
    check: ({ prompt_cache_retention: retention }) => faultIf(retention === 'in_memory', 'prompt_cache_retention'),
  },
  {
    id: 'temperature-unsupported',
    says: "Unsupported parameter: 'temperature' is not supported with this model.",
    source: LIVE,
    check: (body, profile) =>
      faultIf(body.temperature != null && body.temperature !== 1 && isFixed(body, profile), 'temperature'),
  },
  {
    id: 'top-p-unsupported',
    says: "Unsupported parameter: 'top_p' is not supported with this model.",
    source: LIVE,
    check: (body, profile) => faultIf(body.top_p != null && isFixed(body, profile), 'top_p'),
  },
  {
    id: 'logprobs-unsupported',
    says: 'logprobs are not supported with reasoning models.',
    source: LIVE,
    check: (body, profile) =>
      faultIf((body.include ?? []).includes('message.output_text.logprobs') && isFixed(body, profile), 'include'),
  },
  {
    id: 'encrypted-content-unsupported',
    says: 'Encrypted content is not supported with this model.',
    source: reported('public code index'),
    when: ({ reasoning }) => reasoning === 'none',
    check: ({ include }) => faultIf((include ?? []).includes('reasoning.encrypted_content'), 'include'),
  },
  {
    id: 'top-logprobs-unsupported',
    says: 'logprobs are not supported with reasoning models.',
    source: LIVE,
    check: (body, profile) => faultIf(body.top_logprobs != null && isFixed(body, profile), 'top_logprobs'),
  },
  {
    id: 'presence-penalty-unsupported',
    says: "Unsupported parameter: 'presence_penalty' is not supported with this model.",
    source: LIVE,
    check: (body, profile) => faultIf(body.presence_penalty != null && isFixed(body, profile), 'presence_penalty'),
  },
  {
    id: 'frequency-penalty-unsupported',
    says: "Unsupported parameter: 'frequency_penalty' is not supported with this model.",
    source: LIVE,
    check: (body, profile) => faultIf(body.frequency_penalty != null && isFixed(body, profile), 'frequency_penalty'),
  },
  {
    id: 'reasoning-unsupported',
    says: "Unsupported parameter: 'reasoning.effort' is not supported with this model.",
    source: inferred('reports of 2025 on gpt-4o'),
    when: ({ reasoning }) => reasoning === 'none',
    check: ({ reasoning }) =>
      (['effort', 'summary'] as const).flatMap((member) =>
        reasoning?.[member] == null ? [] : [{ path: ['reasoning', member] }],
      ),
  },
  {
    id: 'tools-with-minimal-effort',
    says: "The following tools cannot be used with reasoning.effort 'minimal': web_search.",
    source: reported('public code index, gpt-5'),
    when: ({ reasoning }) => reasoning === 'hidden',
    check: (body, profile) => {
      const tools = hostedOf(body);
      if (tools.length === 0 || effortOf(body, profile) !== 'minimal') return [];
      return [{ path: ['tools'], facts: { value: tools.map(nickname).join(', ') } }];
    },
  },
  {
    id: 'hosted-tool-unsupported',
    says: "Hosted tool 'web_search_preview' is not supported with o3-mini.",
    source: reported('public code index, o3-mini'),
    when: ({ traits }) => traits.has('no-hosted-tools'),
    check: (body) => {
      const [value] = hostedOf(body);
      return value === undefined ? [] : [{ path: ['tools'], facts: { value, model: body.model } }];
    },
  },
  {
    id: 'web-search-with-json-mode',
    says: 'Web Search cannot be used with JSON mode.',
    source: inferred('community reports of 2025'),
    check: ({ tools, text }) =>
      faultIf(
        text?.format?.type === 'json_object' && (tools ?? []).some(({ type }) => WEB_SEARCH.test(type)),
        'response_format',
      ),
  },
  {
    id: 'json-word-missing',
    says: "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
    source: reported('public code index; pydantic-ai works around it'),
    check: (body, _profile, { loaded }) =>
      faultIf(body.text?.format?.type === 'json_object' && !mentionsJson({ body, loaded: loaded }), 'text', 'format'),
  },
]);
