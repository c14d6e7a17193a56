import type { Response, ResponseUsage } from 'openai/resources/responses/responses';
import type { WireError } from '../../../core';
import type { moderationResult } from '../dialect/moderated';
import type { OutputItem } from './output-items';
import type { ResponsesBody } from './schema';

type Described = Omit<
  Response,
  | 'conversation'
  | 'moderation'
  | 'output'
  | 'output_text'
  | 'prompt'
  | 'prompt_cache_options'
  | 'reasoning'
  | 'service_tier'
  | 'usage'
  | 'user'
>;

/** The response object of 2026, with the members that the SDK's type does not know yet. */
export interface ResponseObject extends Described {
  readonly conversation?: { id: string };
  readonly frequency_penalty: number;
  readonly max_tool_calls: number | null;
  readonly moderation: { readonly input: ModerationVerdict; readonly output: ModerationVerdict } | null;
  readonly output: OutputItem[];
  readonly presence_penalty: number;
  readonly prompt?: NonNullable<ResponsesBody['prompt']>;
  readonly prompt_cache_options?: NonNullable<ResponsesBody['prompt_cache_options']>;
  readonly reasoning: ReasoningEcho;
  readonly service_tier: string;
  readonly store: boolean;
  readonly tool_usage: typeof NO_HOSTED_USE;
  readonly usage: ResponseUsage | null;
  readonly user: string | null;
}

type ModerationVerdict = ReturnType<typeof moderationResult>;

/** What a response repeats of its reasoning. */
export interface ReasoningEcho {
  readonly context: string | null;
  readonly effort: string | null;
  /** Absent for models that do not reason. */
  readonly mode?: string;
  readonly summary: string | null;
}

/** Hosted tools do not run. */
export const NO_HOSTED_USE = {
  image_gen: {
    input_tokens: 0,
    input_tokens_details: { image_tokens: 0, text_tokens: 0 },
    output_tokens: 0,
    output_tokens_details: { image_tokens: 0, text_tokens: 0 },
    total_tokens: 0,
  },
  web_search: { num_requests: 0 },
} as const;

/** The tier that a request asks for. */
export const requestedTier = ({ service_tier: tier }: ResponsesBody): string => tier ?? 'auto';

/** Members that a response has no more to tell of before its end, and where it never comes to one. */
export const UNFINISHED_MEMBERS = {
  completed_at: null,
  incomplete_details: null,
  moderation: null,
  output: [],
  usage: null,
} as const;

/** A response that has not come to its end. */
export const unfinishedResponse = (
  response: ResponseObject,
  status: NonNullable<ResponseObject['status']>,
  tier: string,
): ResponseObject => ({ ...response, ...UNFINISHED_MEMBERS, output: [], status, service_tier: tier });

/** A response as the service tells of it that broke off. */
export const failedResponse = (response: ResponseObject, body: ResponsesBody, problem: WireError): ResponseObject => ({
  ...unfinishedResponse(response, 'failed', requestedTier(body)),
  error: errorMember(problem) as ResponseObject['error'],
});

/** What a failed response tells of its fault. */
export const errorMember = ({ code, type, message }: WireError) => ({ code: code ?? type, message });
