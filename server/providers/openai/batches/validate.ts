import type { BatchError } from 'openai/resources/batches';
import { dotted, type EndpointContext, type Issue, judge } from '../../../core';
import { bytesIn, findFile } from '../stored-files';
import type { CreationBody } from './creation';
import { type BatchInput, bodyOf, linesOf } from './input';
import { inputChecks, lineChecks } from './rules';

/** What validation finds out about a batch. */
interface Validated {
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
  const name = isOfLine ? dotted(param) : dotted(first === undefined ? [] : [first]);
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
export async function validate(creation: CreationBody, context: EndpointContext): Promise<Validated> {
  const { findProfile, service, request } = context;
  const { input_file_id: fileId, endpoint } = creation;
  const file = await findFile(context, fileId);
  const input = file === undefined ? '' : new TextDecoder().decode(await bytesIn(context, file));
  const lines = linesOf(input);
  const isServed = (model: string): boolean => findProfile(model) !== undefined;
  const asked: BatchInput = { fileId, file, lines, endpoint, isServed };
  const known = { service, headers: request.headers, profile: undefined };
  const { errors: ofFile } = judge(inputChecks, asked, known);
  const errors = ofFile.length > 0 ? ofFile : judge(lineChecks, asked, known).errors;
  const model = lines[0]?.request && bodyOf(lines[0].request)?.['model'];
  return {
    errors: firstOfEach(errors.map(errorOf)),
    input,
    requests: lines.length,
    model: typeof model === 'string' ? (findProfile(model)?.served ?? model) : undefined,
  };
}
