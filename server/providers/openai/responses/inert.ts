const REPEATED = 'The reply repeats it, and that is all.';

/** Parameters that are checked and then change nothing but what the reply repeats of them, and why. */
export const inert: Readonly<Record<string, string>> = {
  temperature: REPEATED,
  top_p: REPEATED,
  frequency_penalty: REPEATED,
  presence_penalty: REPEATED,
  max_tool_calls: `${REPEATED} Hosted tools do not run.`,
  user: REPEATED,
  safety_identifier: REPEATED,
  service_tier: REPEATED,
  metadata: REPEATED,
  client_metadata: 'It is for the books of the one who serves.',
};
