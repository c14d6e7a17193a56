import { inferred, observed, rule, rules, trait } from '../../../../contract';
import type { Profile } from '../../../../core';
import { quotedList } from '../../dialect/sentence-parts';
import { unsupportedParameter } from '../../dialect/sentences';
import { effortOf, reasons } from '../effort';
import { allItems } from '../history';
import { isMessage, isToolOutput } from '../items';
import type { ResponsesBody } from '../schema';
import { LIVE, partsIn } from './findings';

/** Models that reason unseen take no sampling parameters while they do; open ones take and ignore them. */
const isFixed = (body: ResponsesBody, profile: Profile): boolean =>
  profile.reasoning === 'hidden' && reasons(body, profile);

/** A sampling parameter that such a model does not take; its code is null on this surface. */
function samplingParameter(key: 'temperature' | 'top_p' | 'presence_penalty' | 'frequency_penalty', taken?: number) {
  const sentence = `Unsupported parameter: '${key}' is not supported with this model.`;
  return rule<ResponsesBody>({
    id: `${key.replace('_', '-')}-unsupported`,
    says: sentence,
    source: LIVE,
    path: [key],
    check: (body, { profile }) => body[key] != null && body[key] !== taken && isFixed(body, profile),
    error: sentence,
  });
}

const NO_LOGPROBS = { message: 'logprobs are not supported with reasoning models.', code: 'unsupported_parameter' };

/** Tools that the service itself runs. */
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

/** The name of a hosted tool in the sentence about minimal effort. */
const shortName = (type: string): string => (type === 'image_generation' ? 'image_gen' : type);

const hostedOf = ({ tools }: ResponsesBody): readonly string[] =>
  (tools ?? []).flatMap(({ type }) => (HOSTED.has(type) ? [type] : []));

const SAYS_JSON = /json/i;

/** Rules about what a model can do. */
export const capabilityRules = rules<ResponsesBody>('responses', [
  rule({
    id: 'effort-unsupported',
    says: "Unsupported value: 'minimal' is not supported with the 'gpt-5.6-terra' model. Supported values are: …",
    source: LIVE,
    at: 'reasoning',
    when: ({ reasoning, values }) => reasoning === 'hidden' && values['reasoning_effort'] !== undefined,
    path: ['reasoning', 'effort'],
    check: ({ reasoning, model }, { profile: { values } }) => {
      const allowed = values['reasoning_effort'] ?? [];
      const value = reasoning?.effort;
      return value != null && !allowed.includes(value) && { facts: { value, allowed, model } };
    },
    error: ({ facts: { value, allowed, model } }) => ({
      message: `Unsupported value: '${value}' is not supported with the '${model}' model. Supported values are: ${quotedList(allowed, 'and')}.`,
      code: 'unsupported_value',
    }),
  }),
  rule({
    id: 'cache-retention-unsupported',
    says: 'This model is compatible only with 24h extended prompt caching',
    source: LIVE,
    at: 'prompt_cache_retention',
    when: trait('extended-cache-only'),
    check: ({ prompt_cache_retention: retention }) => retention === 'in_memory',
    error: {
      message: 'This model is compatible only with 24h extended prompt caching',
      code: 'invalid_parameter',
    },
  }),
  samplingParameter('temperature', 1),
  samplingParameter('top_p'),
  rule({
    id: 'logprobs-unsupported',
    says: 'logprobs are not supported with reasoning models.',
    source: LIVE,
    path: ['include'],
    check: (body, { profile }) =>
      (body.include ?? []).includes('message.output_text.logprobs') && isFixed(body, profile),
    error: NO_LOGPROBS,
  }),
  rule({
    id: 'encrypted-content-unsupported',
    says: 'Encrypted content is not supported with this model.',
    source: observed('public code index'),
    when: ({ reasoning }) => reasoning === 'none',
    path: ['include'],
    check: ({ include }) => include?.includes('reasoning.encrypted_content'),
    error: 'Encrypted content is not supported with this model.',
  }),
  rule({
    id: 'top-logprobs-unsupported',
    says: 'logprobs are not supported with reasoning models.',
    source: LIVE,
    path: ['top_logprobs'],
    check: (body, { profile }) => body.top_logprobs != null && isFixed(body, profile),
    error: NO_LOGPROBS,
  }),
  samplingParameter('presence_penalty'),
  samplingParameter('frequency_penalty'),
  rule({
    id: 'reasoning-unsupported',
    says: "Unsupported parameter: 'reasoning.effort' is not supported with this model.",
    source: inferred('reports of 2025 on gpt-4o'),
    when: ({ reasoning }) => reasoning === 'none',
    check: ({ reasoning }) =>
      (['effort', 'summary'] as const).flatMap((member) =>
        reasoning?.[member] == null ? [] : [{ path: ['reasoning', member] }],
      ),
    error: unsupportedParameter,
  }),
  rule({
    id: 'tools-with-minimal-effort',
    says: "The following tools cannot be used with reasoning.effort 'minimal': web_search.",
    source: observed('public code index, gpt-5'),
    when: ({ reasoning }) => reasoning === 'hidden',
    path: ['tools'],
    check: (body, { profile }) => {
      const tools = hostedOf(body);
      return (
        tools.length > 0 &&
        effortOf(body, profile) === 'minimal' && { facts: { value: tools.map(shortName).join(', ') } }
      );
    },
    error: ({ facts: { value } }) => `The following tools cannot be used with reasoning.effort 'minimal': ${value}.`,
  }),
  rule({
    id: 'hosted-tool-unsupported',
    says: "Hosted tool 'web_search_preview' is not supported with o3-mini.",
    source: observed('public code index, o3-mini'),
    when: trait('no-hosted-tools'),
    path: ['tools'],
    check: (body) => {
      const [value] = hostedOf(body);
      return value !== undefined && { facts: { value, model: body.model } };
    },
    error: ({ facts: { value, model } }) => `Hosted tool '${value}' is not supported with ${model}.`,
  }),
  rule({
    id: 'computer-use-unsupported',
    says: "Hosted tool 'computer_use_preview' is not supported with gpt-4o.",
    source: observed('Azure-Samples/computer-use issue 8; other models that do not reason are inferred'),
    when: ({ reasoning }) => reasoning === 'none',
    path: ['tools'],
    check: ({ tools, model }) =>
      tools?.some(({ type }) => type === 'computer_use_preview') && { facts: { value: 'computer_use_preview', model } },
    error: ({ facts: { value, model } }) => `Hosted tool '${value}' is not supported with ${model}.`,
  }),
  rule({
    id: 'web-search-with-json-mode',
    says: 'Web Search cannot be used with JSON mode.',
    source: inferred('community reports of 2025'),
    path: ['response_format'],
    check: ({ tools, text }) =>
      text?.format?.type === 'json_object' && (tools ?? []).some(({ type }) => WEB_SEARCH.test(type)),
    error: 'Web Search cannot be used with JSON mode.',
  }),
  rule({
    id: 'json-word-missing',
    says: "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
    source: observed('public code index; pydantic-ai works around it'),
    path: ['text', 'format'],
    // Instructions do not count.
    check: (body, { stored }) =>
      body.text?.format?.type === 'json_object' &&
      !allItems(body, stored).some((item) => {
        const content: unknown = isMessage(item) ? item.content : isToolOutput(item) ? item.output : undefined;
        if (typeof content === 'string') return SAYS_JSON.test(content);
        return partsIn(item).some((part) => 'text' in part && SAYS_JSON.test(String(part.text)));
      }),
    error:
      "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
  }),
]);
