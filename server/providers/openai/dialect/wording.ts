import { type ErrorInfo, formatPath, type Issue, type IssueCode, type Problem, type ResponseInfo } from '../../../core';
import { numberAsWritten } from '../../../lib';
import { dialectOf, isClassic } from './gateway';
import {
  badValue,
  dottedShortened,
  expectedPhrase,
  type IssueError,
  type IssueFormatter,
  missing,
  quotedValue,
  shortenedName,
  suggestion,
  typePhrase,
  WrittenNumber,
} from './sentence-parts';
import { embeddingsShape } from './wording-embeddings';
import { filesShape } from './wording-files';

/** The newer gateway calls null an object at these two places (observed). */
const NULL_IS_OBJECT: ReadonlySet<string> = new Set(['model', 'input']);

const got = ({ path, facts }: Issue, { route }: ErrorInfo): string =>
  facts.value === null && path.length === 1 && !isClassic(route) && NULL_IS_OBJECT.has(String(path[0]))
    ? 'an object'
    : typePhrase(facts.value);

const wrongType: IssueFormatter = (issue, asked) => {
  const expected = expectedPhrase(issue.facts.expected ?? { kind: 'any' });
  return {
    message: `Invalid type for '${dottedShortened(issue.path)}': expected ${expected}, but got ${got(issue, asked)} instead.`,
    code: 'invalid_type',
  };
};

/** A number beyond a bound; `exclusive` bounds are a service's own and their words inferred. */
function beyond(issue: Issue, side: 'above maximum' | 'below minimum'): IssueError {
  const { value, limit, exclusive, integer } = issue.facts;
  const kind = integer ? 'integer' : 'decimal';
  const sign = `${side === 'above maximum' ? '<' : '>'}${exclusive ? '' : '='}`;
  return {
    message: `Invalid '${formatPath(issue.path)}': ${kind} ${side} value. Expected a value ${sign} ${limit}, but got ${value} instead.`,
    code: `${kind}_${side === 'above maximum' ? 'above_max' : 'below_min'}_value`,
  };
}

/** A string or an array of the wrong length. */
function sized({ path, facts: { limit, found } }: Issue, kind: 'string' | 'array', side: 'short' | 'long'): IssueError {
  const an = kind === 'array' ? 'an array' : 'a string';
  const bound = side === 'long' ? 'maximum' : 'minimum';
  const [fault, code, length] =
    found === 0
      ? [`empty ${kind}`, `empty_${kind}`, `an empty ${kind}`]
      : [
          `${kind} too ${side}`,
          `${kind}_${side === 'long' ? 'above_max' : 'below_min'}_length`,
          `${an} with length ${found}`,
        ];
  return {
    message: `Invalid '${formatPath(path)}': ${fault}. Expected ${an} with ${bound} length ${limit}, but got ${length} instead.`,
    code,
  };
}

/** The sentence of each fault of shape. */
const shapeSentences: { readonly [Code in IssueCode]: IssueFormatter } = {
  missing: (issue, { route }) =>
    isClassic(route) && issue.path.length === 1 && issue.path[0] === 'model'
      ? { message: 'you must provide a model parameter', param: null }
      : missing(issue),
  'unknown-key': ({ path, facts: { known = [], present = [] } }) => ({
    message: `Unknown parameter: '${formatPath(path)}'.${suggestion(String(path.at(-1)), known, present)}`,
    code: 'unknown_parameter',
  }),
  'wrong-type': wrongType,
  'bad-value': badValue,
  'unknown-tag': (issue, asked) => {
    const { value, allowed = [] } = issue.facts;
    if (value === null) return missing(issue);
    if (typeof value === 'string') return badValue(issue);
    return wrongType({ ...issue, facts: { value, expected: { kind: 'enum', values: allowed } } }, asked);
  },
  pattern: ({ path, facts: { pattern } }) => ({
    message: `Invalid '${formatPath(path)}': string does not match pattern. Expected a string that matches the pattern '${pattern}'.`,
    code: 'invalid_value',
  }),
  'number-too-small': (issue) => beyond(issue, 'below minimum'),
  'number-too-big': (issue) => beyond(issue, 'above maximum'),
  'string-too-short': (issue) => sized(issue, 'string', 'short'),
  'string-too-long': (issue) => sized(issue, 'string', 'long'),
  'array-too-short': (issue) => sized(issue, 'array', 'short'),
  'array-too-long': (issue) => sized(issue, 'array', 'long'),
  'too-many-keys': ({ path, facts: { limit, found } }) => ({
    message: `Invalid '${formatPath(path)}': too many properties. Expected an object with at most ${limit} properties, but got an object with ${found} properties instead.`,
    code: 'object_above_max_properties',
  }),
  'key-too-long': ({ path, facts: { limit, found } }) => ({
    message: `Invalid property name in '${formatPath(path.slice(0, -1))}': '${shortenedName(String(path.at(-1)))}' is too long. Expected a string with maximum length ${limit}, but got a string with length ${found} instead.`,
    code: 'property_name_above_max_length',
  }),
};

/** Faults of shape in words of their own. */
const ownShapes: Readonly<Record<string, (issue: Issue) => IssueError | undefined>> = {
  embeddings: embeddingsShape,
  files: filesShape,
  // The tags of a union within a union are not found by the walk.
  moderations: ({ rule, facts: { value } }) =>
    rule === 'unknown-tag'
      ? {
          message: `Invalid value: ${quotedValue(value)}. Supported values are: 'text' and 'image_url'.`,
          code: 'invalid_value',
        }
      : undefined,
};

/** What a route is about, where it has words of its own. */
const subjectOf = (route: string | undefined): string => dialectOf(route).subject ?? '';

/** A fault of shape in the words of its route. */
const fromTables = (issue: Issue, route: string | undefined): IssueError =>
  ownShapes[subjectOf(route)]?.(issue) ?? shapeSentences[issue.rule as IssueCode](issue, { route });

/** A number is told as it was spelled (recorded with 99.0). */
function withNumberAsWritten(issue: Issue, text: string): Issue {
  const { value } = issue.facts;
  if (typeof value !== 'number') return issue;
  const written = numberAsWritten(text, issue.path);
  if (written === undefined || written === String(value)) return issue;
  return { ...issue, facts: { ...issue.facts, value: new WrittenNumber(value, written) } };
}

/** Only the first fault is told. */
export function describeIssues({ issues: [found] }: Problem, { route, request }: ResponseInfo): IssueError {
  if (found === undefined) return { message: 'Invalid request.', param: null };
  const issue = withNumberAsWritten(found, request.text);
  const told = issue.error?.(issue, { route }) ?? fromTables(issue, route);
  return { ...told, param: told.param === undefined ? formatPath(issue.path) : told.param };
}
