import type { JsonObject } from '../../core';
import { closing, definitionsIn, objectOf } from './notation';

/** Words before braces that tell a form. */
const BEFORE_NOTATION =
  /json|format|structure|shape|schema|like this|looks? like|example|template|model|fields|object|outputs?|as follows|following|return|respond|output|keys|form|entspricht|格式/iu;

export interface Notation {
  readonly schema: JsonObject;
  readonly spans: readonly string[];
}

/** Most brackets at which a notation is looked for. */
const MAX_TRIED = 200;

/** An object or a list that a prompt describes by types or by an example; types go before examples, later ones before earlier. */
export function notationIn(text: string): Notation | undefined {
  const definitions = definitionsIn(text);
  let best: Ranked | undefined;
  let at = text.search(BRACKET);
  for (let tried = 0; at >= 0 && tried < MAX_TRIED; tried += 1) {
    const end = closing(text, at);
    const found = rankedAt(text, { at, end }, definitions);
    if (found !== undefined && found.rank >= (best?.rank ?? 0)) {
      best = { ...found, spans: [...(best?.spans ?? []), ...found.spans] };
    }
    const from = found === undefined ? at + 1 : end + 1;
    const next = text.slice(from).search(BRACKET);
    at = next < 0 ? -1 : next + from;
  }
  return best ?? named(text, definitions);
}

const BRACKET = /[{[]/u;

interface Ranked extends Notation {
  readonly rank: number;
}

/** The shape that stands between two brackets, where the words before them tell a form. */
function rankedAt(
  text: string,
  { at, end }: { readonly at: number; readonly end: number },
  definitions: Map<string, string>,
): Ranked | undefined {
  const before = text.slice(Math.max(0, at - 200), at);
  if (!BEFORE_NOTATION.test(before) || /(?:interface|class|record)\s+\w+[^{\n]*$/u.test(before)) return undefined;
  const span = text.slice(at, end + 1);
  const schema = shapeOf(span, definitions);
  if (schema === undefined) return undefined;
  // A worked example's output is the very form; its input is none.
  if (/(?:<output>|\boutputs?:)\s*(?:```(?:json)?\s*)?$/iu.test(before)) return { schema, spans: [span], rank: 3 };
  const isExample = /<output>|<input>|for (?:instance|example)/iu.test(before);
  return { schema, spans: [span], rank: (isJson(span) ? 1 : 2) + (isExample ? -1 : 0) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function shapeOf(span: string, definitions: Map<string, string>): JsonObject | undefined {
  if (span.startsWith('{')) {
    const object = objectOf(span.slice(1, -1), definitions);
    return object;
  }
  const inner = /^\[\s*(\{[\s\S]*\})\s*(?:,\s*(?:\.\.\.|…)?\s*)?\]$/u.exec(span)?.[1];
  const first = inner?.slice(0, closing(inner, 0) + 1);
  const item = first === undefined ? undefined : objectOf(first.slice(1, -1), definitions);
  return item && { type: 'array', items: item, minItems: 1 };
}

/** The shape of a named type that the answer is to be of. */
function named(text: string, definitions: Map<string, string>): Notation | undefined {
  if (definitions.size === 0 || !/json|instance of|object/iu.test(text)) return undefined;
  const wanted = /(?:of type|type|instance of|matches|match|as an?|into an?|class)\s+["'`]?([A-Z]\w*)["'`]?/gu;
  const name =
    [...text.matchAll(wanted)].map(([, found = '']) => found).find((found) => definitions.has(found)) ??
    [...definitions.keys()][0] ??
    '';
  const schema = objectOf(definitions.get(name) ?? '', definitions);
  const isList = new RegExp(String.raw`(?:list|array) of ["'\x60]?${name}|${name}\[\]|List<${name}>`, 'iu').test(text);
  const spans = [...text.matchAll(/```[\s\S]*?```|(?:class|interface|record)\s+[A-Z][\s\S]*?\n\s*\n/gu)].map(
    ([span]) => span,
  );
  return schema && { schema: isList ? { type: 'array', items: schema, minItems: 1 } : schema, spans };
}
