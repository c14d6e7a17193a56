import type { BatchError } from 'openai/resources/batches';
import { type EndpointContext, formatPath, type Issue, runChecks } from '../../../../core';
import { fileBytes, findFile } from '../files/stored-file';
import { type BatchInput, parseLines, requestBody } from './input-lines';
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
function errorOf({ path: [first, line, ...param], facts: { code, message } }: Issue): BatchError {
  const isOfLine = first === 'lines';
  const name = isOfLine ? formatPath(param) : formatPath(first === undefined ? [] : [first]);
  return {
    code: code as string,
    message: message as string,
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

/** Looks at the input file of a new batch. What it finds is shown once validation is over. */
export async function validate(creation: BatchBody, context: EndpointContext): Promise<ValidatedBatch> {
  const { findProfile, service, request } = context;
  const { input_file_id: fileId, endpoint } = creation;
  const file = await findFile(context, fileId);
  const input = file === undefined ? '' : new TextDecoder().decode(await fileBytes(context, file));
  const lines = parseLines(input);
  const isServed = (model: string): boolean => findProfile(model) !== undefined;
  const asked: BatchInput = { fileId, file, lines, endpoint, isServed };
  const known = { service, headers: request.headers, profile: undefined };
  const { errors: ofFile } = runChecks(inputChecks, asked, known);
  const errors = ofFile.length > 0 ? ofFile : runChecks(lineChecks, asked, known).errors;
  const model = lines[0]?.request && requestBody(lines[0].request)?.['model'];
  return {
    errors: firstOfEach(errors.map(errorOf)),
    input,
    requests: lines.length,
    model: typeof model === 'string' ? (findProfile(model)?.served ?? model) : undefined,
  };
}
