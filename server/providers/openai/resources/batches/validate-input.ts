import type { BatchError } from 'openai/resources/batches';
import { type EndpointContext, formatPath, type Issue, runChecks } from '../../../../core';
import { fileBytes, files } from '../files/stored-file';
import { type BatchInput, type BatchLine, parseLines, requestBody } from './input-lines';
import { inputChecks, lineChecks } from './rules';
import type { BatchBody } from './schema';

/** What validation finds out about a batch. */
interface ValidatedBatch {
  readonly errors: readonly BatchError[];
  /** The text of the input file. */
  readonly input: string;
  readonly requests: number;
  /** The model of all requests. */
  readonly model: string | undefined;
}

/** A fault in the members of the batch's list; `lines` and the number of one stand before what is wrong in it. */
function errorOf(issue: Issue): BatchError {
  const {
    path: [first, line, ...param],
    error,
  } = issue;
  const isOfLine = first === 'lines';
  const name = isOfLine ? formatPath(param) : formatPath(first === undefined ? [] : [first]);
  const { code, message } = error?.(issue, { route: 'batches.create' }) ?? { message: issue.rule };
  return {
    code: code ?? '',
    message,
    param: name === '' ? null : name,
    line: isOfLine ? (line as number) : null,
  };
}

/** The first fault of the file, or of each line in the order of the lines. */
function firstOfEach(errors: readonly BatchError[]): readonly BatchError[] {
  const firsts = new Map<unknown, BatchError>();
  for (const error of errors) if (!firsts.has(error.line)) firsts.set(error.line, error);
  return [...firsts.values()].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

const firstModel = (lines: readonly BatchLine[]): string | undefined =>
  lines
    .map(({ request }) => request && requestBody(request)?.['model'])
    .find((model): model is string => typeof model === 'string');

/** Looks at the input file of a new batch. What it finds is shown once validation is over. */
export async function validate(creation: BatchBody, context: EndpointContext): Promise<ValidatedBatch> {
  const { findProfile, service, request } = context;
  const { input_file_id: fileId, endpoint } = creation;
  const file = await files.find(context, fileId);
  const input = file === undefined ? '' : new TextDecoder().decode(await fileBytes(context, file));
  const lines = parseLines(input);
  const isServed = (model: string): boolean => findProfile(model) !== undefined;
  const model = firstModel(lines);
  const asked: BatchInput = { fileId, file, lines, endpoint, model, isServed };
  const known = { service, headers: request.headers, profile: undefined };
  const { errors: ofFile } = runChecks(inputChecks, asked, known);
  const errors = ofFile.length > 0 ? ofFile : runChecks(lineChecks, asked, known).errors;
  const named = lines[0]?.request && requestBody(lines[0].request)?.['model'];
  return {
    errors: firstOfEach(errors.map(errorOf)),
    input,
    requests: lines.length,
    model: typeof named === 'string' ? (findProfile(named)?.served ?? named) : undefined,
  };
}
