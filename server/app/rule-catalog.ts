import type { Grade, RuleSource } from '../contract';
import type { IssueCode, Level, Path, ProblemKind } from '../core';
import { lintRows } from '../extras/lint';
import { globTest, isGlob, nearest } from '../lib';
import type { Service, ServiceEntry } from '../models';
import { listRules } from '../providers/anthropic/dialect/paging';
import { inert as messagesInert } from '../providers/anthropic/messages/inert';
import { messagesRules } from '../providers/anthropic/messages/rules';
import { batchRules } from '../providers/anthropic/resources/batches/rules';
import { fileRules } from '../providers/anthropic/resources/files/rules';
import { deprecated as chatDeprecated } from '../providers/openai/chat/deprecated';
import { inert as chatInert } from '../providers/openai/chat/inert';
import { chatRules } from '../providers/openai/chat/rules';
import { inert as completionsInert } from '../providers/openai/completions/inert';
import { completionsRules } from '../providers/openai/completions/rules';
import { inert as embeddingsInert } from '../providers/openai/embeddings/inert';
import { embeddingsRules } from '../providers/openai/embeddings/rules';
import { moderationsRules } from '../providers/openai/moderations/rules';
import { cancelRules, inputRules, lineRules } from '../providers/openai/resources/batches/rules';
import { conversationRules } from '../providers/openai/resources/conversations/rules';
import { downloadRules, uploadRules } from '../providers/openai/resources/files/rules';
import { storedResponseRules } from '../providers/openai/resources/stored-responses/check-request';
import { deprecated as responsesDeprecated } from '../providers/openai/responses/deprecated';
import { inert as responsesInert } from '../providers/openai/responses/inert';
import { responsesRules } from '../providers/openai/responses/rules';

/** One rule of one surface, as lists show it. */
export interface RuleEntry {
  /** `surface/rule`. */
  readonly id: string;
  readonly surface: string;
  /** What the contract says, in its own words where it has any. */
  readonly says: string;
  readonly grade: Grade;
  readonly reference: string;
  /** ISO date on which the rule was last seen to hold. */
  readonly seen?: string;
  /** The level where no service and no user sets another. */
  readonly level: Level;
}

/** What a list needs of a rule's row. */
interface CatalogRow {
  readonly id: string;
  readonly says: string;
  readonly source: RuleSource;
  readonly level?: Level;
}

/** The relations of every contract, by the surface under which levels name them. */
export const relations: Readonly<Record<string, readonly CatalogRow[]>> = {
  chat: chatRules,
  'stored-chats': [],
  'openai-files': [...uploadRules, ...downloadRules],
  'openai-batches': [...inputRules, ...lineRules, ...cancelRules],
  completions: completionsRules,
  responses: responsesRules,
  'stored-responses': storedResponseRules,
  conversations: conversationRules,
  embeddings: embeddingsRules,
  moderations: moderationsRules,
  messages: messagesRules,
  'anthropic-batches': batchRules,
  'anthropic-files': fileRules,
  'anthropic-lists': listRules,
};

/** Parameters without visible effect, and why, by surface. */
export const inert: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  chat: chatInert,
  completions: completionsInert,
  responses: responsesInert,
  embeddings: embeddingsInert,
  messages: messagesInert,
};

/** Parameters that a provider calls deprecated, and what goes in their place, by surface. */
export const deprecated: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  chat: chatDeprecated,
  responses: responsesDeprecated,
};

const shapes: { readonly [Code in IssueCode | 'unlisted-word']: string } = {
  missing: 'A required parameter is there.',
  'unknown-key': 'An object has no member that the contract does not know.',
  'wrong-type': 'A value is of the type that the contract gives.',
  'bad-value': 'A value is one of those that the contract lists.',
  'unknown-tag': 'An object is of one of the kinds that the contract lists.',
  pattern: 'A text fits its pattern.',
  'number-too-small': 'A number is not below its minimum.',
  'number-too-big': 'A number is not above its maximum.',
  'string-too-short': 'A text is not shorter than its minimum.',
  'string-too-long': 'A text is not longer than its maximum.',
  'array-too-short': 'A list is not shorter than its minimum.',
  'array-too-long': 'A list is not longer than its maximum.',
  'too-many-keys': 'A map has no more members than it may.',
  'unlisted-word': 'A word is one of those that the service knows, where its file lists them.',
  'key-too-long': 'The names of a map’s members are not too long.',
};

const SHAPE_SOURCE = 'the schema, after the official SDK’s types and recorded refusals';

const shapesOf = (surface: string): RuleEntry[] =>
  Object.entries(shapes).map(([code, says]) => ({
    id: `${surface}/${code}`,
    surface,
    says,
    grade: 'spec',
    reference: SHAPE_SOURCE,
    level: 'error',
  }));

const entryOf = (surface: string, { id, says, source, level = 'error' }: CatalogRow): RuleEntry => ({
  id: `${surface}/${id}`,
  surface,
  says,
  grade: source.grade,
  reference: source.ref,
  ...(source.seen === undefined ? {} : { seen: source.seen }),
  level,
});

/** Every rule whose level can be set: first the shapes of a surface, then its relations. */
export const ruleCatalog: readonly RuleEntry[] = [
  ...Object.entries(relations).flatMap(([surface, rows]) => [
    ...shapesOf(surface),
    ...rows.map((row) => entryOf(surface, row)),
  ]),
  // What is held against clients and not against requests; its levels are set in the same way.
  ...lintRows.map((row) => entryOf('lint', { level: 'warn', ...row })),
];

/** Ids of rules that are off unless a service or a user asks for them. */
export const offByDefault: ReadonlySet<string> = new Set(
  ruleCatalog.filter(({ level }) => level === 'off').map(({ id }) => id),
);

const ids: readonly string[] = ruleCatalog.map(({ id }) => id);
const known: ReadonlySet<string> = new Set(ids);

/** Edits within which an id is taken for a slip of the pen. */
const NEAR = 5;

/** The id that was probably meant: the nearest one, or one that lacks only its surface. */
function meant(id: string): string | undefined {
  const [near] = nearest(id, ids, NEAR);
  if (near !== undefined) return near;
  const [own = ''] = id.split('/').slice(-1);
  return ids.find((other) => other.endsWith(`/${own}`));
}

/** Why a rule's id or glob names nothing, or undefined where it names something. */
export function unknownRuleMessage(id: string): string | undefined {
  if (known.has(id)) return undefined;
  if (isGlob(id)) return ids.some(globTest(id)) ? undefined : `no rule fits ${id}; llmulator rules lists them all`;
  const near = meant(id);
  return `rule ${id} is unknown; ${near === undefined ? 'llmulator rules lists them all' : `did you mean ${near}?`}`;
}

const kinds: { readonly [Kind in ProblemKind]: true } = {
  'unknown-route': true,
  'method-not-allowed': true,
  'missing-credentials': true,
  'invalid-credentials': true,
  'browser-not-allowed': true,
  'foreign-page': true,
  'invalid-header': true,
  'unsupported-content-type': true,
  'unsupported-encoding': true,
  'body-too-large': true,
  'invalid-json': true,
  'invalid-request': true,
  'model-not-found': true,
  'not-found': true,
  'no-fixture': true,
  'rate-limited': true,
  'quota-exceeded': true,
  overloaded: true,
  timeout: true,
  'permission-denied': true,
  billing: true,
  conflict: true,
  blocked: true,
  'slow-down': true,
  'server-error': true,
  'unfit-reply': true,
  'unsatisfiable-schema': true,
  'store-gone': true,
  internal: true,
};

/** Why nothing bears the name of a sentence, or undefined where a rule or a kind of problem does. */
function whyNoSentence(name: string): string | undefined {
  if (name === '*' || name in kinds) return undefined;
  if (name.includes('/')) return unknownRuleMessage(name);
  const [near] = nearest(name, Object.keys(kinds), NEAR);
  const hint = near === undefined ? `known are ${Object.keys(kinds).join(', ')}` : `did you mean ${near}?`;
  return `${name} is neither a rule nor a kind of problem; ${hint}`;
}

/** The surface that was probably meant, or undefined where the name is one. */
function whyNoSurface(name: string): string | undefined {
  const surfaces = Object.keys(relations);
  if (surfaces.includes(name)) return undefined;
  const [near] = nearest(name, surfaces, NEAR);
  return `surface ${name} is unknown; ${near === undefined ? `known are ${surfaces.join(', ')}` : `did you mean ${near}?`}`;
}

/** What a service's file names that there is not: rules, surfaces, problems. */
export function unknownNamesIn({
  rules,
  surfaces,
  sentences,
}: ServiceEntry): readonly { path: Path; message: string }[] {
  const told = (key: string, why: (name: string) => string | undefined) => (name: string) => {
    const message = why(name);
    return message === undefined ? [] : [{ path: [...key.split('.'), name], message }];
  };
  return [
    ...Object.keys(rules ?? {}).flatMap(told('rules', unknownRuleMessage)),
    ...Object.keys(surfaces ?? {}).flatMap(told('surfaces', whyNoSurface)),
    ...Object.entries(sentences ?? {}).flatMap(([house, said]) =>
      Object.keys(said).flatMap(told(`sentences.${house}`, whyNoSentence)),
    ),
  ];
}

/** The rules that fit a glob, or whose id or sentence holds the text, with the levels that a service gives them. */
export function findRules(service: Service, pattern = '*'): readonly RuleEntry[] {
  const words = pattern.toLowerCase();
  const fits = isGlob(pattern)
    ? globTest(pattern)
    : (id: string, says: string = '') => `${id} ${says}`.toLowerCase().includes(words);
  return ruleCatalog
    .filter(({ id, says }) => fits(id, says))
    .map((entry) => ({ ...entry, level: service.level(entry.id) ?? entry.level }));
}
