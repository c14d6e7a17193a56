import Mustache from 'mustache';
import { type Json, ProblemError } from '../core';
import { createFiller, type FillerKind, hashText, isFillerKind } from '../entropy';
import type { Subject, When } from '../matching';
import type { StateValue } from './answering';
import { detectLanguage } from './language';
import type { Reply } from './reply-schema';

/** What a template may begin its names with. */
const ROOTS = ['request', 'captures', 'fake', 'state'] as const;

/** Members that every object has and no request. */
const isInherited = (segment: string): boolean => segment in Object.prototype;

interface Named {
  readonly name: string;
  /** Stands in a section, which may be about other things than the request. */
  readonly isInner: boolean;
}

type Span = readonly [kind: string, value: string, start: number, end: number, inner?: readonly Span[]];

const isTemplate = (reply: Reply): reply is Exclude<Reply, string> & { template: true } =>
  typeof reply !== 'string' && reply.template === true;

/** Every text of a reply that may be a template, in any depth; names of members and settings are none. */
function textsIn(reply: Reply): readonly string[] {
  if (typeof reply === 'string') return [reply];
  const { text, reasoning, refusal, calls, json, file, parts, raw } = reply;
  const words = ({ text: a, reasoning: b, refusal: c, call, json: d, file: e }: NonNullable<typeof parts>[number]) =>
    [a, b, c, call?.arguments, d, e] as const;
  return [text, reasoning, refusal, json, file, raw?.body, ...(calls ?? []).map((one) => one.arguments)]
    .concat((parts ?? []).flatMap(words))
    .flatMap(leaves);
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}

function namesIn(text: string): readonly Named[] {
  return namesOf(Mustache.parse(text) as readonly Span[], false);
}

const namesOf = (spans: readonly Span[], isInner: boolean): readonly Named[] =>
  spans.flatMap(([kind, name, , , inner]) => {
    if (kind === '>') throw new SyntaxError(`{{> ${name}}} would read another template`);
    if (kind === 'text' || kind === '!' || kind === '=') return [];
    return [{ name, isInner: isInner || kind === '#' || kind === '^' }, ...namesOf(inner ?? [], true)];
  });

/** Why the templates of a reply are none, or read what they must not; undefined where they are good. */
export function templateFault(reply: Reply, when: When): string | undefined {
  if (!isTemplate(reply)) return undefined;
  const groups = [...JSON.stringify(when).matchAll(/\(\?P?<(\w+)>/gu)].map(([, name]) => name);
  try {
    const named = textsIn(reply).flatMap(namesIn);
    return named.map((one) => nameFault(one, groups)).find((told) => told !== undefined);
  } catch (error) {
    return `a template that can be read (${(error as Error).message})`;
  }
}

function nameFault({ name, isInner }: Named, groups: readonly (string | undefined)[]): string | undefined {
  const [root = '', first = '', ...rest] = name.split('.');
  if ([root, first, ...rest].some(isInherited)) return `a template that reads nothing but data, unlike {{${name}}}`;
  if (isInner && !ROOTS.some((known) => known === root)) return undefined;
  if (!ROOTS.some((known) => known === root)) return `names that begin with ${ROOTS.join(', ')}, unlike {{${name}}}`;
  if (root === 'captures' && !groups.includes(first)) {
    const known = groups.length === 0 ? 'there are none' : `there are ${groups.join(', ')}`;
    return `a named group of a pattern in when for {{${name}}}; ${known}`;
  }
  if (root === 'fake' && !isFillerKind(kindOf(first))) return `a kind of value that can be made up, unlike {{${name}}}`;
  return undefined;
}

/** `city2` is another city than `city`. */
const kindOf = (word: string): string => word.replace(/\d+$/u, '');

/** Does the reply tell what the namespace remembers? */
export const usesState = (reply: Reply): boolean =>
  isTemplate(reply) && textsIn(reply).some((text) => /\{\{[^}]*\bstate\./u.test(text));

/** What a template is filled from. */
export interface Filling {
  readonly subject: Subject;
  readonly captures: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, StateValue>>;
  readonly seed: number;
  /** Names the fixture in a complaint. */
  readonly called: string;
}

/** Headers that bear secrets are no part of what a template may read. */
const SECRET = /auth|cookie|key|token|secret/iu;

type View = Readonly<Record<(typeof ROOTS)[number], unknown>>;

/** A reply with its templates filled in; one that is no template comes back as it is. */
export function filled(reply: Reply, filling: Filling): Reply {
  if (!isTemplate(reply)) return reply;
  const view = viewOf(textsIn(reply), filling);
  const fill = <T>(value: T): T => {
    if (typeof value === 'string') return render(value, view, filling.called) as T;
    if (Array.isArray(value)) return value.map(fill) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)])) as T;
  };
  const { text, reasoning, refusal, calls, json, file, parts, raw, ...rest } = reply;
  return { ...rest, ...fill(defined({ text, reasoning, refusal, calls, json, file, parts, raw })) } as Reply;
}

const defined = (members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

function viewOf(texts: readonly string[], { subject, captures, state, seed }: Filling): View {
  const { prompt, surface, user, turns, origin, results = [] } = subject;
  const kinds = new Set(
    texts.flatMap(namesIn).flatMap(({ name }) => (name.startsWith('fake.') ? [name.slice(5)] : [])),
  );
  const filler = createFiller();
  const language = detectLanguage(user);
  const fake = [...kinds].map((word) => [
    word,
    filler.value(kindOf(word) as FillerKind, language, hashText(word, seed)),
  ]);
  return {
    request: {
      model: prompt.model,
      system: prompt.system ?? '',
      user,
      surface,
      turn: turns,
      tool_result: results
        .map(({ content }) => content.map((piece) => ('text' in piece ? piece.text : '')).join(''))
        .join('\n'),
      headers: Object.fromEntries(Object.entries(origin.headers).filter(([name]) => !SECRET.test(name))),
      body: origin.body as Json,
    },
    captures,
    fake: Object.fromEntries(fake),
    state,
  };
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function render(text: string, view: View, called: string): string {
  for (const { name, isInner } of namesIn(text)) {
    if (isInner || valueAt(view, name) !== undefined) continue;
    const message = `${called} says {{${name}}}, and this request has none.`;
    throw new ProblemError('unfit-reply', { message, rule: 'template' });
  }
  return Mustache.render(text, view, undefined, { escape: shown });
}

function valueAt(view: View, name: string): unknown {
  let here: unknown = view;
  for (const key of name.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[key];
  }
  return here;
}
