import type { Json, JsonObject } from '../../core';

/** Deeper notations are not read. */
const MAX_DEPTH = 8;
/** Longest notation of one value. */
const MAX_LENGTH = 20_000;

/** Named shapes of a prompt: interfaces, classes, type aliases. */
type Definitions = ReadonlyMap<string, string>;

/** Names of types in TypeScript, Python, Java and prose, and the JSON Schema of each. */
const NAMED: readonly (readonly [name: RegExp, schema: JsonObject])[] = [
  [/^(?:date[- ]?time|datetime|timestamp|LocalDateTime|Instant)\b/iu, { type: 'string', format: 'date-time' }],
  [/^(?:date|LocalDate)\b/iu, { type: 'string', format: 'date' }],
  [/^(?:int|integer|long|short|i32|i64|u32|bigint|whole number)\b/iu, { type: 'integer' }],
  [/^(?:float|number|double|decimal|BigDecimal|numeric|f64)\b/iu, { type: 'number' }],
  [/^(?:bool|boolean|true\s*(?:\||\/|or)\s*false)\b/iu, { type: 'boolean' }],
  [/^(?:str|string|text|char|String|uuid|url|email)\b/iu, { type: 'string' }],
  [/^(?:dict|object|map|record)\b/iu, { type: 'object' }],
  [/^(?:null|None)\b/u, { type: 'null' }],
  [/^(?:any|unknown|Json)\b/iu, { type: 'string' }],
];

const PAIRS: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')', '<': '>' };

/** Does a bracket open here? An angle opens only behind a name, as in `List<String>`. */
const opens = (text: string, at: number): boolean =>
  PAIRS[text.charAt(at)] !== undefined && (text.charAt(at) !== '<' || /\w/u.test(text.charAt(at - 1)));

/** Where a quoted text ends on its line; the place itself where it does not. */
function quoteEnd(text: string, at: number): number {
  const end = text.indexOf('"', at + 1);
  return end > 0 && end < lineEnd(text, at) ? end : at;
}

/** Where a bracket closes that opens at a place; the end of the text where it does not. */
export function closing(text: string, start: number): number {
  const open: string[] = [];
  for (let at = start; at < text.length && at - start < MAX_LENGTH; at += 1) {
    const sign = text.charAt(at);
    if (sign === '"') at = quoteEnd(text, at);
    else if (opens(text, at)) open.push(PAIRS[sign] ?? '');
    else if (sign === open.at(-1) && open.pop() !== undefined && open.length === 0) return at;
  }
  return text.length;
}

/** The members of an object's inside: parted at commas, semicolons and line ends outside brackets and quotes. */
function membersOf(inside: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at <= inside.length; at += 1) {
    const sign = inside.charAt(at);
    if (opens(inside, at)) at = closing(inside, at);
    else if (sign === '"') at = quoteEnd(inside, at);
    else if (sign === '/' && inside.charAt(at + 1) === '/') at = Math.max(at, lineEnd(inside, at) - 1);
    else if (sign === ',' || sign === ';' || sign === '\n' || sign === '') {
      parts.push(inside.slice(from, at));
      from = at + 1;
    }
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

const lineEnd = (text: string, from: number): number => {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
};

const MEMBER =
  /^(?:readonly\s+|private\s+|public\s+)?["'`]?([\p{L}_$][\p{L}\p{N}_$ -]{0,60}?)["'`]?(\?)?\s*[:=]\s*([\s\S]+)$/u;

/** Reads the inside of braces as the properties of an object; undefined where they are none. */
export function objectOf(inside: string, definitions: Definitions, depth = 0): JsonObject | undefined {
  const properties: Record<string, Json> = {};
  const required: string[] = [];
  for (const part of membersOf(inside)) {
    const match = MEMBER.exec(part.replace(/^(?:\/\/[^\n]*\n\s*)+/u, ''));
    if (match === null) {
      if (/^(?:\.\.\.|…|#|\/\/)/u.test(part)) continue;
      return undefined;
    }
    const [, key = '', mark, type = ''] = match;
    const comment = /\/\/\s*(.+)$|#\s+(.+)$/u.exec(type);
    const { schema, isOptional } = typeOf(type.replace(/(?:\/\/|#\s).*$/u, '').trim(), definitions, depth + 1);
    const description = comment?.[1] ?? comment?.[2];
    properties[key] = description === undefined ? schema : { ...schema, description };
    if (mark === undefined && !isOptional) required.push(key);
  }
  if (Object.keys(properties).length === 0) return undefined;
  return { type: 'object', properties, required, additionalProperties: false };
}

interface TypeRead {
  readonly schema: JsonObject;
  readonly isOptional: boolean;
}

const plain = (schema: JsonObject): TypeRead => ({ schema, isOptional: false });

/** The schema of a type as a prompt writes it; an example value counts for its type. */
export function typeOf(text: string, definitions: Definitions, depth = 0): TypeRead {
  const type = text
    .replace(/[,;]\s*$/u, '')
    .replace(/^\s*must be (?:formatted as )?(?:an? )?(?:valid )?(?:Python )?/u, '')
    .trim();
  if (depth > MAX_DEPTH || type === '') return plain({ type: 'string' });
  for (const read of READERS) {
    const found = read(type, definitions, depth);
    if (found !== undefined) return found;
  }
  return plain({ type: 'string' });
}

type TypeReader = (type: string, definitions: Definitions, depth: number) => TypeRead | undefined;

const QUOTED_VALUES = /["'“`]([^"'”`\n]{1,60})["'”`]/gu;

/** Kinds of types, tried in this order. */
const READERS: readonly TypeReader[] = [
  // `(type: X)`, `(X)`, `<X>`
  (type, definitions, depth) => {
    const wrapped = /^\(\s*(?:type:\s*)?([\s\S]+?)\s*\)$|^<\s*([\s\S]+?)\s*>$/u.exec(type);
    return wrapped === null ? undefined : typeOf(wrapped[1] ?? wrapped[2] ?? '', definitions, depth + 1);
  },
  // `"a" | "b"`, `Literal['a', 'b']`, `enum, must be one of [A, B]`, `one of: A, B`
  (type) => {
    const isUnion = /^["'`][^"'`\n]*["'`](?:\s*(?:\||\/|or)\s*["'`][^"'`\n]*["'`])+/u.test(type);
    if (isUnion || /^Literal\[/u.test(type)) {
      return plain({ type: 'string', enum: [...type.matchAll(QUOTED_VALUES)].map(([, value = '']) => value) });
    }
    const listed = /^(?:enum|string|str)?[,;]?\s*(?:must be |is )?one of:?\s*\[?([^\])]+)\]?/iu.exec(type)?.[1];
    const values = listed?.split(/\s*(?:,|\||;|\bor\b)\s*/u).map((value) => value.replace(/["'`]/gu, '').trim());
    return values === undefined ? undefined : plain({ type: 'string', enum: values.filter((value) => value !== '') });
  },
  // `Optional[X]`, `X | null`, `X?`, `X or null`
  (type, definitions, depth) => {
    const inner =
      /^Optional[[<]([\s\S]+)[\]>]$/u.exec(type)?.[1] ??
      /^([\s\S]+?)\s*(?:\|\s*(?:null|None|undefined)|\bor null|\?)$/u.exec(type)?.[1];
    if (inner === undefined) return undefined;
    const { schema } = typeOf(inner, definitions, depth + 1);
    return {
      schema:
        typeof schema['type'] === 'string' && schema['enum'] === undefined
          ? { ...schema, type: [schema['type'], 'null'] }
          : schema,
      isOptional: true,
    };
  },
  // `X[]`, `List[X]`, `Array<X>`, `array of X`
  (type, definitions, depth) => {
    const inner =
      /^(?:list|array|set|sequence|tuple|collection)\s*[[<]([\s\S]+)[\]>]$/iu.exec(type)?.[1] ??
      /^(?:(?:json )?(?:list|array|set) of)\s+([\s\S]+)$/iu.exec(type)?.[1] ??
      /^([\s\S]+?)\[\]$/u.exec(type)?.[1];
    if (inner !== undefined)
      return plain({
        type: 'array',
        items: typeOf(inner.replace(/(?<=\w{3})s$/u, ''), definitions, depth + 1).schema,
        minItems: 1,
      });
    return /^(?:list|array)\b/iu.test(type)
      ? plain({ type: 'array', items: { type: 'string' }, minItems: 1 })
      : undefined;
  },
  (type, definitions, depth) => {
    if (!type.startsWith('{')) return undefined;
    const inside = type.slice(1, closing(type, 0));
    return plain(objectOf(inside, definitions, depth) ?? { type: 'object' });
  },
  (type, definitions, depth) => {
    if (!type.startsWith('[')) return undefined;
    const [first = ''] = membersOf(type.slice(1, closing(type, 0)));
    return plain({ type: 'array', items: typeOf(first, definitions, depth + 1).schema, minItems: 1 });
  },
  // Example values.
  (type) => (/^-?\d+$/u.test(type) ? plain({ type: 'integer' }) : undefined),
  (type) => (/^-?\d*\.\d+$/u.test(type) ? plain({ type: 'number' }) : undefined),
  (type) => (/^(?:true|false)$/iu.test(type) ? plain({ type: 'boolean' }) : undefined),
  (type) => {
    const example = /^["'`“]([^"'`”]*)["'`”]$/u.exec(type)?.[1];
    if (example === undefined) return undefined;
    if (/^\d{4}-\d\d-\d\d$|^yyyy-mm-dd$/iu.test(example)) return plain({ type: 'string', format: 'date' });
    return plain(
      /^[\w.+-]+@[\w.-]+$/u.test(example)
        ? { type: 'string', format: 'email' }
        : { type: 'string', description: example },
    );
  },
  (type, definitions, depth) => {
    const body = definitions.get(type);
    return body === undefined ? undefined : plain(objectOf(body, definitions, depth) ?? { type: 'object' });
  },
  (type) => {
    const named = NAMED.find(([name]) => name.test(type));
    return named && plain(named[1]);
  },
  (type) => plain({ type: 'string', description: type }),
];

const INTERFACE = /(?:export\s+)?(?:interface|type|record|class)\s+([A-Z]\w*)[^{\n]*\{/gu;
const PYTHON_CLASS = /class\s+([A-Z]\w*)\([^)]*\):[ \t]*\n((?:[ \t]+[^\n]*(?:\n|$))+)/gu;
const JAVA_RECORD = /record\s+([A-Z]\w*)\s*\(([^)]*)\)/gu;

/** The named shapes that a text defines, in their order. */
export function definitionsIn(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const match of text.matchAll(INTERFACE)) {
    const start = match.index + match[0].length - 1;
    const inside = text.slice(start + 1, closing(text, start));
    found.set(match[1] ?? '', javaFields(inside));
  }
  for (const [, name = '', body = ''] of text.matchAll(PYTHON_CLASS)) found.set(name, pythonFields(body));
  for (const [, name = '', fields = ''] of text.matchAll(JAVA_RECORD))
    found.set(name, javaFields(fields.replaceAll(',', ';')));
  return found;
}

/** `private String name;` as `name: String`. */
const javaFields = (inside: string): string =>
  inside.replace(
    /(?:^|(?<=[;\n]))\s*(?:(?:private|public|protected|final)\s+)*([A-Za-z][\w.<>,[\] ]*?)\s+([a-z]\w*)\s*(?=;|$)/gu,
    '\n$2: $1',
  );

const pythonFields = (body: string): string =>
  body
    .replace(/"""[\s\S]*?"""/gu, '')
    .split('\n')
    .flatMap((line) => {
      const match = /^\s+([a-z_]\w*)\s*:\s*([^=#]+)/u.exec(line);
      return match === null ? [] : [`${match[1]}: ${match[2]?.trim()}`];
    })
    .join('\n');
