import type { CompletionsBody } from './schema';

/** One prompt: words, or the tokens that stand for them. */
export type SinglePrompt = string | readonly number[];

const isTokens = (list: readonly (SinglePrompt | number)[]): list is readonly number[] => typeof list[0] === 'number';

/** The prompts of a request, each answered on its own; undefined where there is none. */
export function promptsOf({ prompt }: CompletionsBody): readonly SinglePrompt[] | undefined {
  if (prompt === undefined || prompt === null) return undefined;
  if (typeof prompt === 'string') return [prompt];
  if (prompt.length === 0) return undefined;
  return isTokens(prompt) ? [prompt] : prompt;
}
