/** What is to be said, written or kept: it stands behind one of these. */
const BEHIND =
  /\b(?:saying|says?|that says|with (?:the )?(?:text|message|body|content|title|note)|telling (?:him|her|them|everyone)|to (?:tell|remind|let) (?:him|her|them|me|us|everyone)(?: know)?)[:,]?\s+(?:that\s+)?(.{2,})$/iu;
/** A command, and the kind of thing that it makes. */
const COMMAND =
  /^(?:(?:please|kindly|can you|could you|would you|i want you to|go ahead and)\s+)*(?:(?:add|create|make|write|save|store|post|send|set|schedule|file|record|submit|put|leave|note|log|remember|remind me|take)\b)(?:\s+(?:me|us|down|a|an|the|new|my|this|following|quick|short))*(?:\s+[\p{L}-]+)?\s*(?:\b(?:to (?=\p{Ll})|that |about |for |named |called |titled |saying )|:\s*)/iu;

/** The content of a command: `buy milk` of `add a task to buy milk`. What is no command stays as it is. */
export function contentOf(text: string): string {
  const behind = BEHIND.exec(text)?.[1]?.trim();
  if (behind !== undefined) return behind.replace(/[.!]$/u, '');
  const rest = text.replace(COMMAND, '').trim();
  return rest.length > 1 ? rest : text;
}
