import { formatPath } from '../../../core';
import { type IssueError, type IssueFormatter, pythonText, quotedList } from './sentence-parts';

/** Older checks name no parameter and no code. */
export const unnamed = (message: string): IssueError => ({ message, param: null, code: null });

/** The sentence of an input of embeddings that is none. */
export const BAD_INPUT = unnamed(
  "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.",
);

/** What is asked for and not there. */
export const notFound = (message: string): IssueError => ({ message, param: null, code: null, status: 404 });

/** `Unsupported parameter: 'stop' is not supported with this model.` */
export const unsupportedParameter: IssueFormatter = ({ path }) => ({
  message: `Unsupported parameter: '${formatPath(path)}' is not supported with this model.`,
  code: 'unsupported_parameter',
});

/** `Unsupported value: 'reasoning_effort' does not support 'max' with this model. Supported values are: 'low' and 'high'.` */
export const unsupportedValue: IssueFormatter = ({ path, facts: { value, allowed = [] } }) => ({
  message: `Unsupported value: '${formatPath(path)}' does not support ${pythonText(value)} with this model. Supported values are: ${quotedList(allowed, 'and')}.`,
  code: 'unsupported_value',
});

/** `Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported.` */
export const onlyDefault: IssueFormatter = ({ path, facts: { value } }) => ({
  message: `Unsupported value: '${formatPath(path)}' does not support ${value} with this model. Only the default (1) value is supported.`,
  code: 'unsupported_value',
});
