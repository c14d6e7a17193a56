import { request as openRequest } from 'node:http';
import { createEmulator, type Emulator } from '../app/emulator';
import type { Config } from '../app/options';
import type { RequestInFile } from '../app/request-files';
import { ruleCatalog } from '../app/rule-catalog';
import type { Grade } from '../contract';
import { parseJson } from '../core';
import type { Position } from '../lib';

/** What the server says to one request. */
export interface RequestVerdict extends Position {
  readonly file: string;
  readonly name?: string;
  readonly surface: string;
  readonly verdict: 'taken' | 'refused';
  readonly status: number;
  /** What was broken, `surface/rule` or a kind of problem; the first one is told in the message. */
  readonly rules: readonly string[];
  readonly grade?: Grade;
  /** The service's sentence. */
  readonly message?: string;
  readonly param?: string | null;
  /** Rules that were broken and only warn. */
  readonly warnings: readonly string[];
}

/** Headers that belong to a connection, or that a recorder made up. */
const OF_A_CONNECTION =
  /^(:.*|host|connection|content-length|transfer-encoding|accept-encoding|keep-alive|upgrade|te|trailer|cookie|origin)$/;

const KEY = 'sk-check';

/** What a good client of each provider sends; recorders strike credentials out. */
const credentials: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  openai: { authorization: `Bearer ${KEY}` },
  anthropic: { 'x-api-key': KEY },
};

const usual: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  openai: { 'content-type': 'application/json' },
  anthropic: { 'content-type': 'application/json', 'anthropic-version': '2023-06-01' },
};

function headersFor({ door, headers }: RequestInFile): Record<string, string> {
  const own = credentials[door.house] ?? {};
  if (headers === undefined) return { ...usual[door.house], ...own };
  const kept = Object.entries(headers).filter(([name]) => !OF_A_CONNECTION.test(name));
  const shown = kept.filter(([name]) => name !== 'authorization' && name !== 'x-api-key');
  return { ...Object.fromEntries(shown), ...own };
}

/** An emulator that judges: no fixture of the user's answers, any key is let in, nothing is slow. */
const judge = ({ models, service, services, rules }: Config): Promise<Emulator> =>
  createEmulator({
    port: 0,
    ...(models === undefined ? {} : { models }),
    ...(service === undefined ? {} : { service }),
    ...(services === undefined ? {} : { services }),
    ...(rules === undefined ? {} : { rules }),
  });

/** Sends requests along the server's own road, one after the other, and tells what it said. */
export async function checkRequests(
  requests: readonly RequestInFile[],
  config: Config,
): Promise<readonly RequestVerdict[]> {
  if (requests.length === 0) return [];
  const emulator = await judge(config);
  try {
    const verdicts: RequestVerdict[] = [];
    for (const filed of requests) verdicts.push(verdictOf(filed, await answerTo(filed, emulator), emulator));
    return verdicts;
  } finally {
    await emulator.stop();
  }
}

interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

function answerTo(filed: RequestInFile, { urls }: Emulator): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers: headersFor(filed), agent: false };
    const call = openRequest(`${urls.base}${filed.door.path}`, options, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(pieces).toString('utf8'),
        }),
      );
    });
    call.on('error', reject);
    call.end(filed.text);
  });
}

function verdictOf(filed: RequestInFile, answer: HttpAnswer, { journal }: Emulator): RequestVerdict {
  const { file, name, door } = filed;
  const base = { file, ...(name === undefined ? {} : { name }), surface: door.id, status: answer.status };
  const warnings = listed(answer.headers['x-llmulator-warnings']);
  if (answer.status < 400) return { ...base, ...filed.place([]), verdict: 'taken', rules: [], warnings };
  const told = toldIn(answer.text);
  const [first = ''] = listed(answer.headers['x-llmulator-rule']);
  const rules = journal.entries({ limit: 1 }).at(-1)?.problem?.rules ?? [];
  const entry = ruleCatalog.find(({ id }) => id === first);
  return {
    ...base,
    ...filed.place(pathIn(filed.text, told)),
    verdict: 'refused',
    rules: [...new Set([first, ...rules])],
    ...(entry === undefined ? {} : { grade: entry.grade }),
    ...told,
    warnings,
  };
}

const listed = (header: string | readonly string[] | undefined): readonly string[] =>
  header === undefined ? [] : String(header).split(/,\s*/);

/** What both providers' envelopes tell. */
interface ReportedError {
  readonly message: string;
  readonly param?: string | null;
}

function toldIn(text: string): ReportedError {
  try {
    const { error } = JSON.parse(text) as { error: { message: string; param?: string | null } };
    return { message: error.message, ...(error.param === undefined ? {} : { param: error.param }) };
  } catch {
    return { message: text };
  }
}

/** Where the fault is: the param, or what Anthropic's sentence begins with. Words that lead nowhere, such as union tags, are passed over. */
function pathIn(text: string, { param, message }: ReportedError): (string | number)[] {
  const written = param ?? /^([\w.]+): /.exec(message)?.[1] ?? '';
  const path: (string | number)[] = [];
  let here: unknown = parseJson(text);
  for (const word of written.split(/[.[\]]+/).filter((piece) => piece !== '')) {
    const key = Array.isArray(here) && /^\d+$/.test(word) ? Number(word) : word;
    if (typeof here !== 'object' || here === null || !(key in here)) continue;
    path.push(key);
    here = (here as Readonly<Record<string | number, unknown>>)[key];
  }
  return path;
}
