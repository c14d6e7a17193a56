/** The value of a JSON text, or the text where it is none or too deep to be walked. */
export function jsonOrText(text: string): unknown {
  try {
    return isDeep(text) ? text : JSON.parse(text);
  } catch {
    return text;
  }
}

/** Deeper nesting overflows the stack of those who walk or print it. */
const MAX_DEPTH = 500;

/** Counts brackets in strings too: a text that is full of them is shown as text. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
