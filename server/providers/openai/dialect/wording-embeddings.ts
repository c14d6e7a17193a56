import { formatPath, type Issue, type IssueCode } from '../../../core';
import { type IssueError, pythonText } from './sentence-parts';
import { BAD_INPUT, unnamed as old } from './sentences';

const NO_MODEL = old('you must provide a model parameter');

const notOneOf = (issue: Issue, allowed: readonly unknown[]): IssueError =>
  old(`${pythonText(issue.facts.value)} is not one of ${pythonText(allowed)} - '${formatPath(issue.path)}'`);

function wrongType(issue: Issue): IssueError {
  const { value, expected } = issue.facts;
  if (expected?.kind === 'enum') return notOneOf(issue, expected.values);
  return old(`${pythonText(value)} is not of type '${expected?.kind ?? 'string'}' - '${formatPath(issue.path)}'`);
}

/** Several strangers share one sentence. */
function unknownKeys({ facts: { value, known = [], present = [] } }: Issue): IssueError {
  const strangers = present.filter((key) => !known.includes(key));
  return old(
    strangers.length > 1
      ? `Unrecognized request arguments supplied: ${strangers.join(', ')}`
      : `Unrecognized request argument supplied: ${value}`,
  );
}

/** The sentences of faults of shape, in the grammar of the validator that a few routes still have. */
const shapes: { readonly [Code in IssueCode]?: (issue: Issue) => IssueError } = {
  'unknown-key': unknownKeys,
  'wrong-type': wrongType,
  'bad-value': (issue) => notOneOf(issue, issue.facts.allowed ?? []),
  'number-too-small': ({ path, facts: { value, limit } }) =>
    old(`${value} is less than the minimum of ${limit} - '${formatPath(path)}'`),
  'number-too-big': ({ path, facts: { value, limit } }) =>
    old(`${value} is greater than the maximum of ${limit} - '${formatPath(path)}'`),
};

/** The sentence of a fault of shape in that grammar, undefined where it has none. */
export const classicShape = (issue: Issue): IssueError | undefined => shapes[issue.rule as IssueCode]?.(issue);

/** The same for embeddings. */
export function embeddingsShape(issue: Issue): IssueError | undefined {
  if (issue.path[0] === 'model') return NO_MODEL;
  if (issue.path[0] === 'input') return BAD_INPUT;
  return classicShape(issue);
}
