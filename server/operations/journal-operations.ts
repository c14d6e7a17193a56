import type { Request } from 'express';
import { CustomResponse, namespaceOf, type Operation } from './operation';
import type { Operations } from './operations';
import { outputs } from './output-schemas';

/** Formats of an export, by the ending of the path and by content type. */
const FORMATS = {
  jsonl: 'application/jsonl; charset=utf-8',
  har: 'application/json; charset=utf-8',
} as const;

/** Longest time for which a client may wait for an entry. */
const MAX_PATIENCE = 300_000;

const queryOf = ({ query }: Request) => query as Readonly<Record<string, unknown>>;

const exported = (controls: Operations, request: Request, format: keyof typeof FORMATS): CustomResponse =>
  new CustomResponse(
    200,
    controls.exportJournal(namespaceOf(request), { format, query: queryOf(request) }),
    FORMATS[format],
  );

/** A call that asks for another form than JSON. */
function formatAsked({ headers: { accept = '' } }: Request): keyof typeof FORMATS | undefined {
  if (/jsonl|ndjson/.test(accept)) return 'jsonl';
  return accept.includes('har+json') ? 'har' : undefined;
}

/** Milliseconds that a call is willing to wait. */
function patienceOf({ query }: Request): number | undefined {
  const { timeout } = query;
  if (timeout === undefined) return undefined;
  const given = Number(timeout);
  if (typeof timeout === 'string' && timeout !== '' && given >= 0 && given <= MAX_PATIENCE) return given;
  throw new Error(`timeout is ${JSON.stringify(timeout)}; expected milliseconds from 0 to ${MAX_PATIENCE}`);
}

/** Runs what may turn out otherwise than expected; that is no fault of the call, and has a status of its own. */
async function orTold<T>(status: number, run: () => Promise<T>): Promise<T | CustomResponse> {
  try {
    return await run();
  } catch (error) {
    const { name, message } = error as Error;
    if (name !== 'VerificationError' && name !== 'WaitEnded') throw error;
    return new CustomResponse(status, { error: { message } });
  }
}

/** What all lists of entries take. */
const LIMIT = { limit: 'The newest so many.' } as const;

/** Routes over the journal. */
export const journalRoutes: readonly Operation[] = [
  {
    method: 'get',
    path: '/journal',
    summary: 'Entries of a namespace, newest last, by any criterion, after and limit; as JSON lines or HAR by Accept.',
    query: LIMIT,
    criteria: true,
    output: outputs.entries,
    types: ['application/jsonl', 'application/har+json'],
    run(controls, request) {
      const format = formatAsked(request);
      if (format !== undefined) return exported(controls, request, format);
      return { entries: controls.queryJournal(namespaceOf(request), queryOf(request)) };
    },
  },
  {
    method: 'get',
    path: '/journal.jsonl',
    summary: 'The same entries, one a line.',
    query: LIMIT,
    criteria: true,
    types: ['application/jsonl'],
    run: (controls, request) => exported(controls, request, 'jsonl'),
  },
  {
    method: 'get',
    path: '/journal.har',
    summary: 'The same entries as an HTTP archive 1.2.',
    query: LIMIT,
    criteria: true,
    types: ['application/json'],
    run: (controls, request) => exported(controls, request, 'har'),
  },
  {
    method: 'get',
    path: '/journal/next',
    summary:
      'Waits for the next entry that closes and fits, for ?timeout= ms (4000); with after, also one that has closed. 404 when none came.',
    query: { timeout: 'Milliseconds of patience, at most 300000 (4000).' },
    criteria: true,
    output: outputs.nextEntry,
    also: { 404: 'None came in time; the message tells what came nearest.' },
    run: (controls, request) =>
      orTold(404, async () => ({
        entry: await controls.nextEntry(namespaceOf(request), queryOf(request), patienceOf(request)),
      })),
  },
  {
    method: 'get',
    path: '/journal/:id',
    summary: 'One entry.',
    output: outputs.entry,
    also: { 404: 'There is no such entry, or it is forgotten.' },
    run: (controls, request) => controls.entry(namespaceOf(request), Number(request.params['id'])),
  },
  {
    method: 'delete',
    path: '/journal',
    summary: 'Empties the journal of a namespace.',
    output: outputs.cleared,
    run(controls, request) {
      controls.clearJournal(namespaceOf(request));
      return { cleared: true };
    },
  },
  {
    method: 'post',
    path: '/verify',
    summary:
      'Holds {match, exactly, atLeast, atMost}, {never} or {order} against the journal. 409 with the difference when it fails.',
    body: 'Expectation',
    output: outputs.verified,
    also: { 409: 'It is not met; the message tells what came nearest.' },
    run: (controls, request) =>
      orTold(409, async () => {
        await controls.verify(namespaceOf(request), request.body);
        return { verified: true };
      }),
  },
  {
    method: 'get',
    path: '/lint',
    summary:
      'What the clients of a namespace did wrong on the wire; good is false where a finding is an error (--lint).',
    output: outputs.lint,
    run: (controls, request) => controls.lint(namespaceOf(request)),
  },
  {
    method: 'get',
    path: '/namespaces',
    summary: 'Namespaces that exist, with the number of their entries and fixtures.',
    isGlobal: true,
    output: outputs.namespaces,
    run: async (controls) => ({ namespaces: await controls.namespaces() }),
  },
];
