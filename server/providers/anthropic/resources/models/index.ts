import type { ModelInfo, ModelLine } from '@anthropic-ai/sdk/resources/models';
import { type Endpoint, type EndpointContext, ProblemError, type Profile } from '../../../../core';
import { type BetaEffect, betaEffects } from '../../dialect/betas';
import { listText, pageOf } from '../../dialect/paging';
import { rfc3339Seconds } from '../../dialect/timestamps';

const PROVIDER_ID = 'anthropic';

const LINES: readonly ModelLine[] = ['haiku', 'sonnet', 'opus', 'fable', 'mythos'];

const can = (supported: boolean) => ({ supported });

/** Abilities as the service lists them, from the traits that its rules ask for. */
function capabilitiesOf({ traits, values }: Profile): ModelInfo['capabilities'] {
  const allows = (refusal: string) => can(!traits.has(refusal));
  const levels = values['effort'] ?? ['low', 'medium', 'high', 'xhigh', 'max'];
  const effort = (level: string) => can(!traits.has('effort-refused') && levels.includes(level));
  const serves = (family: string) => can((values['tool_types'] ?? [family]).some((type) => type.startsWith(family)));
  const isClaude = traits.has('claude');
  return {
    batch: can(isClaude),
    citations: can(isClaude),
    code_execution: can(isClaude && !traits.has('direct-callers-only')),
    context_management: {
      supported: isClaude,
      clear_thinking_20251015: can(isClaude),
      clear_tool_uses_20250919: can(isClaude),
      compact_20260112: can(isClaude),
    },
    effort: {
      supported: !traits.has('effort-refused'),
      low: effort('low'),
      medium: effort('medium'),
      high: effort('high'),
      max: effort('max'),
      xhigh: effort('xhigh'),
    },
    image_input: can(traits.has('vision')),
    pdf_input: can(traits.has('vision')),
    server_tools: {
      supported: isClaude,
      code_execution: can(isClaude && serves('code_execution').supported),
      web_search: can(isClaude && serves('web_search').supported),
    },
    structured_outputs: can(true),
    thinking: {
      supported: true,
      types: {
        adaptive: allows('thinking-adaptive-refused'),
        between_tools: can(traits.has('thinking-between-tools')),
        disabled: allows('thinking-disabled-refused'),
        enabled: allows('thinking-enabled-refused'),
      },
    },
  };
}

/** What betas add to a model: nobody has seen which models may fall back to which. */
type ListedModel = ModelInfo & { readonly allowed_fallback_models?: readonly string[] };

const infoOf = (profile: Profile, effects: ReadonlySet<BetaEffect>): ListedModel => ({
  type: 'model',
  id: profile.id,
  ...(effects.has('fallback-models') ? { allowed_fallback_models: profile.values['fallback_models'] ?? [] } : {}),
  display_name: profile.displayName,
  created_at: rfc3339Seconds(profile.created * 1000),
  max_input_tokens: profile.contextWindow,
  max_tokens: profile.maxOutput,
  capabilities: {
    ...capabilitiesOf(profile),
    ...(effects.has('compaction-capability') ? { compaction: can(profile.traits.has('claude')) } : {}),
  } as ModelInfo['capabilities'],
  lifecycle: 'active',
  line: LINES.find((line) => profile.id.split('-').includes(line)) ?? null,
  deprecated_at: null,
  retires_at: null,
});

const isListed = ({ houses }: Profile): boolean => houses.includes(PROVIDER_ID);

/** The page that cursors cut out of the list; an unknown cursor cuts out nothing. */
function cutPage(models: readonly Profile[], context: EndpointContext) {
  const { limit, before, after } = pageOf(context);
  const placeOf = (id: string) => models.findIndex((model) => model.id === id);
  if (before !== undefined) {
    const end = Math.max(0, placeOf(before));
    return { shown: models.slice(Math.max(0, end - limit), end), more: end > limit };
  }
  const start = after === undefined ? 0 : placeOf(after) + 1;
  if (after !== undefined && start === 0) return { shown: [], more: false };
  return { shown: models.slice(start, start + limit), more: models.length > start + limit };
}

function list(context: EndpointContext): string {
  const newestFirst = context.profiles.filter(isListed).sort((a, b) => b.created - a.created);
  const { shown, more } = cutPage(newestFirst, context);
  const effects = betaEffects(context.request.headers);
  return listText(
    shown.map((profile) => infoOf(profile, effects)),
    shown,
    more,
  );
}

/** `GET /v1/models`: newest first, in pages. */
export const modelList: Endpoint = {
  id: 'models',
  route: { method: 'GET', path: '/v1/models' },
  handle: list,
};

/** `GET /v1/models/:id`: one model, by its id or an alias. */
export const modelLookup: Endpoint = {
  id: 'model',
  route: { method: 'GET', path: '/v1/models/:id' },
  handle({ params, findProfile, request }) {
    const model = params['id'] ?? '';
    const profile = findProfile(model);
    if (profile === undefined || !isListed(profile)) throw new ProblemError('model-not-found', { model });
    return JSON.stringify(infoOf(profile, betaEffects(request.headers)));
  },
};
