import type { WireError } from '../../../core';

/** What is known of a model that a route does not serve; nothing where there is no such model. */
export interface UnservedModel {
  readonly model: string | undefined;
  readonly surfaces: readonly string[] | undefined;
}

type Refusal = Omit<WireError, 'type'>;

const CHAT_MODEL: Refusal = {
  status: 404,
  message:
    'This is a chat model and not supported in the v1/completions endpoint. Did you mean to use v1/chat/completions?',
  param: 'model',
};

/** Inferred, from the sentence of the chat surface. */
const RESPONSES_MODEL: Refusal = {
  status: 404,
  message: 'This model is only supported in v1/responses and not in v1/completions.',
  param: 'model',
};

const notAllowed = (to: string): Refusal => ({ status: 403, message: `You are not allowed to ${to} from this model` });

/** How the small routes refuse a model that exists but is not theirs. */
const refusals: Readonly<Record<string, (surfaces: readonly string[]) => Refusal>> = {
  completions(surfaces) {
    if (surfaces.includes('chat')) return CHAT_MODEL;
    return surfaces.includes('responses') ? RESPONSES_MODEL : notAllowed('sample');
  },
  embeddings: () => notAllowed('generate embeddings'),
};

/** A route that has a list of its own models refuses any other name like any other value. */
const BOUND_TO_LIST: ReadonlySet<string> = new Set(['moderations']);

/** The refusal of a model in the words of its route, undefined where the route has no words of its own. */
export function modelRefusal(route: string | undefined, { model, surfaces }: UnservedModel): WireError | undefined {
  const type = 'invalid_request_error';
  if (route === undefined) return undefined;
  if (BOUND_TO_LIST.has(route)) {
    const message = `Invalid value for 'model' = ${model}. Please check the OpenAPI documentation and try again.`;
    return { status: 400, type, message, param: 'model' };
  }
  const refusal = surfaces === undefined ? undefined : refusals[route]?.(surfaces);
  return refusal && { type, ...refusal };
}
