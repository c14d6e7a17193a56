import { type Findings, type Issue, isJsonObject, type Json } from '../../../core';
import type { IssueError } from '../dialect/sentence-parts';
import { notFound } from '../dialect/sentences';
import { ITEM_TYPES, ROLES } from './schema/input-items';

/** Parameters of chat completions that live elsewhere here. */
export const MOVED_PARAMETERS: ReadonlyMap<string, string> = new Map([
  ['messages', 'input'],
  ['max_completion_tokens', 'max_output_tokens'],
  ['response_format', 'text.format'],
  ['reasoning_effort', 'reasoning.effort'],
  ['verbosity', 'text.verbosity'],
]);

const REFERENCE = 'https://platform.openai.com/docs/api-reference/responses/create';

/** `Unsupported parameter: 'messages'. In the Responses API, this parameter has moved to 'input'. …` */
export const movedParameter = ({ facts: { value, to } }: Pick<Issue, 'facts'>): IssueError => ({
  message: `Unsupported parameter: '${value}'. In the Responses API, this parameter has moved to '${to}'. Try again with the new parameter. See the API documentation for more information: ${REFERENCE}.`,
  param: null,
  code: 'unsupported_parameter',
});

/** The efforts that the sentence for an integer still lists. */
const OLD_EFFORTS: readonly Json[] = ['minimal', 'low', 'medium', 'high'];

/** One peculiar way in which this surface reports a fault that a schema would report otherwise. */
interface IssueOverride {
  readonly summary: string;
  applies(issue: Issue, body: unknown): boolean;
  replace(issue: Issue, body: unknown): Issue;
}

const isAt = ({ path }: Issue, ...keys: readonly string[]): boolean =>
  path.length === keys.length && keys.every((key, i) => path[i] === key);

const isItem = ({ path }: Issue, length: number): boolean =>
  path.length === length && path[0] === 'input' && typeof path[1] === 'number';

/** What can be wrong with the shape of a role. */
const ROLE_FAULTS: ReadonlySet<string> = new Set(['missing', 'wrong-type', 'bad-value']);

const textOr = (value: unknown): string => (typeof value === 'string' ? value : '');

const isPromptGiven = (body: unknown): body is { readonly prompt: { readonly id: string } } =>
  isJsonObject(body) && isJsonObject(body['prompt']) && typeof body['prompt']['id'] === 'string';

/** `Prompt with id 'pmpt_x' not found.` */
export const promptNotFound = ({ facts: { id } }: Pick<Issue, 'facts'>): IssueError =>
  notFound(`Prompt with id '${id}' not found.`);

const issueOverrides: readonly IssueOverride[] = [
  {
    summary: 'A stored prompt brings its model: where none is named, the prompt is what is not there (11 recordings).',
    applies: (issue, body) => issue.rule === 'missing' && isAt(issue, 'model') && isPromptGiven(body),
    replace: (issue, body) => ({
      ...issue,
      rule: 'prompt-not-found',
      path: ['prompt'],
      tagged: ['prompt'],
      facts: { id: isPromptGiven(body) ? body.prompt.id : '' },
      error: promptNotFound,
    }),
  },
  {
    summary: 'A parameter of chat completions is told where it has moved, at the rank of unknown ones.',
    applies: (issue) =>
      issue.rule === 'unknown-key' && issue.path.length === 1 && MOVED_PARAMETERS.has(String(issue.path[0])),
    replace: (issue) => ({
      ...issue,
      rule: 'moved-parameter',
      error: movedParameter,
      facts: { value: issue.facts.value, to: MOVED_PARAMETERS.get(String(issue.path[0])) },
    }),
  },
  {
    summary: 'A null input is told that a string is expected; other wrong types hear of both forms.',
    applies: (issue) => issue.rule === 'wrong-type' && issue.facts.value === null && isAt(issue, 'input'),
    replace: (issue) => ({ ...issue, facts: { value: null, expected: { kind: 'string' } } }),
  },
  {
    summary: 'A message without a known role is blamed as a whole; an absent role prints as an empty one.',
    applies: (issue) =>
      isItem(issue, 3) &&
      issue.path[2] === 'role' &&
      ROLE_FAULTS.has(issue.rule) &&
      !issue.tagged.includes('additional_tools'),
    replace: (issue) => ({
      rule: 'unknown-tag',
      path: issue.path.slice(0, 2),
      tagged: issue.path.slice(0, 2),
      facts: { value: textOr(issue.facts.value), allowed: ROLES },
    }),
  },
  {
    summary: 'A type of an item that is no string prints as an empty one; kinds that came later are not listed.',
    applies: (issue) => isItem(issue, 2) && issue.rule === 'unknown-tag',
    replace: (issue) => ({ ...issue, facts: { value: textOr(issue.facts.value), allowed: ITEM_TYPES } }),
  },
  {
    summary: 'An integer effort is told the efforts of old.',
    applies: (issue) =>
      issue.rule === 'wrong-type' && Number.isInteger(issue.facts.value) && isAt(issue, 'reasoning', 'effort'),
    replace: (issue) => ({
      ...issue,
      facts: { value: issue.facts.value, expected: { kind: 'enum', values: OLD_EFFORTS } },
    }),
  },
];

const inDialect = (issue: Issue, body: unknown): Issue =>
  issueOverrides.find(({ applies }) => applies(issue, body))?.replace(issue, body) ?? issue;

/** Faults as this surface reports them. */
export function overrideIssues<Found extends Findings>(findings: Found, body: unknown): Found {
  const { errors, warnings } = findings;
  return errors.length + warnings.length === 0
    ? findings
    : {
        ...findings,
        errors: errors.map((issue) => inDialect(issue, body)),
        warnings: warnings.map((issue) => inDialect(issue, body)),
      };
}
