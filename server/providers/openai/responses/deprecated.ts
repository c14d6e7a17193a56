/** Parameters that OpenAI calls deprecated, and what goes in their place: the types of `openai`, November 2026. */
export const deprecated: Readonly<Record<string, string>> = {
  truncation: 'what does not fit is to be left out by the client, or compacted.',
  user: 'use safety_identifier, and prompt_cache_key for caching.',
  prompt_cache_retention: 'use prompt_cache_options.ttl.',
};
