import type { Expected, Facts, Issue, IssueCode, Json, Path } from '../../../core';
import type { IssueSentence } from './issue-sentence';

/** Tags that the service takes without listing them: betas, and what came after its list was seen. */
const UNLISTED: ReadonlySet<unknown> = new Set([
  'between_tools',
  'browser_state',
  'computer_20241022',
  'computer_20250124',
  'computer_20251124',
]);

/** Unions whose tags are listed as declared; all others are listed by the alphabet. */
const LISTED_AS_DECLARED: ReadonlySet<string> = new Set(['tool_choice']);

/** `messages.0.content.0.text.text`; nothing for the body itself. */
const dotted = (path: Path): string => path.join('.');

const quoted = (value: unknown): string => `'${String(value)}'`;

/** `'a', 'b' or 'c'` */
function alternatives(values: readonly unknown[]): string {
  const words = values.map(quoted);
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}

const plural = (count: number | undefined, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** What the validator of 2026 says of a value that is of another type. */
const typeSentences: { readonly [Kind in Expected['kind']]: (expected: Extract<Expected, { kind: Kind }>) => string } =
  {
    string: () => 'Input should be a valid string',
    integer: () => 'Input should be a valid integer',
    number: () => 'Input should be a valid number',
    boolean: () => 'Input should be a valid boolean',
    object: () => 'Input should be an object',
    array: () => 'Input should be a valid array',
    null: () => 'Input should be None',
    any: () => 'Input should be a valid value',
    enum: ({ values }) => `Input should be ${alternatives(values)}`,
    named: () => 'Input does not match the expected shape.',
    union: ({ options }) => typeSentence(options.find(({ kind }) => kind === 'array') ?? options[0] ?? { kind: 'any' }),
  };

const typeSentence = (expected: Expected): string =>
  (typeSentences[expected.kind] as (expected: Expected) => string)(expected);

/** Printable form of a tag that is no string. */
const printed = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function expectedTags(allowed: readonly Json[], asDeclared: boolean): string {
  const tags = allowed.filter((tag) => typeof tag === 'string' && !UNLISTED.has(tag)) as string[];
  return (asDeclared ? tags : [...tags].sort()).map(quoted).join(', ');
}

const bound = ({ limit, exclusive }: Facts, side: 'greater' | 'less'): string =>
  `Input should be ${side} than ${exclusive ? '' : 'or equal to '}${limit}`;

/** One sentence for each fault of shape, without its path. */
const shapeSentences: { readonly [Code in IssueCode]: (facts: Facts, path: Path) => string } = {
  missing: () => 'Field required',
  'unknown-key': () => 'Extra inputs are not permitted',
  'wrong-type': ({ expected = { kind: 'any' } }) => typeSentence(expected),
  'bad-value': ({ allowed = [] }) => `Input should be ${alternatives(allowed)}`,
  'unknown-tag': ({ value, allowed = [], discriminator }, path) =>
    `Input tag '${printed(value)}' found using '${String(discriminator ?? 'type')}' does not match any of the expected tags: ${expectedTags(allowed, LISTED_AS_DECLARED.has(dotted(path)))}`,
  pattern: ({ pattern }) => `String should match pattern '${pattern}'`,
  'number-too-small': (facts) => bound(facts, 'greater'),
  'number-too-big': (facts) => bound(facts, 'less'),
  'string-too-short': ({ limit }) => `String should have at least ${plural(limit, 'character')}`,
  'string-too-long': ({ limit }) => `String should have at most ${plural(limit, 'character')}`,
  'array-too-short': ({ limit, found }) =>
    `List should have at least ${plural(limit, 'item')} after validation, not ${found}`,
  'array-too-long': ({ limit, found }) =>
    `List should have at most ${plural(limit, 'item')} after validation, not ${found}`,
  'too-many-keys': ({ limit, found }) =>
    `Dictionary should have at most ${plural(limit, 'item')} after validation, not ${found}`,
  'key-too-long': ({ limit }) => `String should have at most ${plural(limit, 'character')}`,
};

/** A range that the service prints whole, as long as the bound is the provider's own and not a narrower one of the service. */
const wholeRange: IssueSentence = ({ tagged, facts, rule }) => {
  const own = facts.exclusive !== true && (facts.limit === 0 || facts.limit === 1);
  return own ? `${dotted(tagged)}: range: 0..1` : generalMessage(rule as IssueCode, facts, tagged);
};

const leastAsConstraint: IssueSentence = ({ tagged, facts: { limit, exclusive } }) =>
  `${dotted(tagged)}: must be greater than ${exclusive ? '' : 'or equal to '}${limit}`;

const unexpectedRole: IssueSentence = ({ facts: { value } }) =>
  `messages: Unexpected role "${printed(value)}". Allowed roles are "user" or "assistant"`;

const unparsable: IssueSentence = ({ tagged }) =>
  `${dotted(tagged)}: Input should be a valid integer, unable to parse string as an integer`;

/** Places whose sentences differ from the rest: `path/code`, indices as `*`. */
const placeSentences: Readonly<Record<string, IssueSentence>> = {
  'messages/array-too-short': () => 'messages: at least one message is required',
  'messages/array-too-long': ({ facts: { limit } }) =>
    `messages: List should have at most ${limit} items after validation`,
  'messages.*.role/unknown-tag': unexpectedRole,
  'max_tokens/number-too-small': leastAsConstraint,
  'top_k/number-too-small': leastAsConstraint,
  'temperature/number-too-small': wholeRange,
  'temperature/number-too-big': wholeRange,
  'top_p/number-too-small': wholeRange,
  'top_p/number-too-big': wholeRange,
  'stop_sequences.*/pattern': () => 'stop_sequences: each stop sequence must contain non-whitespace',
  'container/wrong-type': () => 'container.ContainerParams: Input does not match the expected shape.',
  'inference_geo/bad-value': ({ facts: { allowed = [] } }) =>
    `inference_geo: must be one of [${allowed.map(quoted).join(', ')}]`,
  'limit/wrong-type': unparsable,
  'expires_in_seconds/wrong-type': unparsable,
};

const placeKey = ({ path, rule }: Issue): string =>
  `${path.map((key) => (typeof key === 'number' ? '*' : key)).join('.')}/${rule}`;

function generalMessage(code: IssueCode, facts: Facts, tagged: Path): string {
  const where = dotted(tagged);
  const says = shapeSentences[code](facts, tagged);
  return where === '' ? says : `${where}: ${says}`;
}

/** One fault in the service's words. */
export function issueMessage(issue: Issue): string {
  const key = placeKey(issue);
  if (Object.hasOwn(placeSentences, key)) return (placeSentences[key] as IssueSentence)(issue);
  return generalMessage(issue.rule as IssueCode, issue.facts, issue.tagged);
}
