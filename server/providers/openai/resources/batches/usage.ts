import { isJsonObject, type Json } from '../../../../core';

/** The tokens of a batch, in the order in which they are shown. */
export interface BatchUsage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly total_tokens: number;
  readonly input_tokens_details: { readonly cached_tokens: number };
  readonly output_tokens_details: { readonly reasoning_tokens: number };
}

/** Nothing was used. */
export const NO_USAGE: BatchUsage = {
  input_tokens: 0,
  output_tokens: 0,
  total_tokens: 0,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens_details: { reasoning_tokens: 0 },
};

const memberOf = (value: Json | undefined, names: readonly string[]): Json | undefined =>
  isJsonObject(value) ? names.map((name) => value[name]).find((member) => member !== undefined) : undefined;

const numberOf = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

/** Adds what a reply says that it cost; its surface may call tokens prompt and completion. */
export function addUsage(sum: BatchUsage, body: Json | undefined): BatchUsage {
  const usage = memberOf(body, ['usage']);
  const input = numberOf(memberOf(usage, ['input_tokens', 'prompt_tokens']));
  const output = numberOf(memberOf(usage, ['output_tokens', 'completion_tokens']));
  const cached = memberOf(memberOf(usage, ['input_tokens_details', 'prompt_tokens_details']), ['cached_tokens']);
  const details = memberOf(usage, ['output_tokens_details', 'completion_tokens_details']);
  return {
    input_tokens: sum.input_tokens + input,
    output_tokens: sum.output_tokens + output,
    total_tokens: sum.total_tokens + input + output,
    input_tokens_details: { cached_tokens: sum.input_tokens_details.cached_tokens + numberOf(cached) },
    output_tokens_details: {
      reasoning_tokens: sum.output_tokens_details.reasoning_tokens + numberOf(memberOf(details, ['reasoning_tokens'])),
    },
  };
}
