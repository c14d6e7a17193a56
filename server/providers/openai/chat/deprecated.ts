/** Parameters that OpenAI calls deprecated, and what goes in their place: the types of `openai`, November 2026. */
export const deprecated: Readonly<Record<string, string>> = {
  functions: 'use tools.',
  function_call: 'use tool_choice.',
  max_tokens: 'use max_completion_tokens.',
  seed: 'a best effort that was never guaranteed, and has no successor.',
  user: 'use safety_identifier, and prompt_cache_key for caching.',
  prompt_cache_retention: 'use prompt_cache_options.ttl.',
};
