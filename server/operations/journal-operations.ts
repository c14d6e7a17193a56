import type { Advice, EntryFilter, EntryQuery, Expectation, ExportFormat, Journal } from '../journal';
import { queryOfUrl } from '../journal';
import { followJournal } from './journal-events';
import { CustomResponse, type OperationRequest, op } from './operation';
import { outputs } from './output-schemas';
import { loadKnownNamespaces } from './shared-namespaces';

/** Content types of exports. */
const FORMATS = {
  jsonl: 'application/jsonl; charset=utf-8',
  har: 'application/json; charset=utf-8',
} as const;

/** Longest time for which a client may wait for an entry, in milliseconds. */
const MAX_WAIT_MS = 300_000;

/** One thing that a client did wrong. */
export interface LintFinding extends Advice {
  /** Id of the journal entry that shows it. */
  readonly entry: number;
}

/** What the clients of a namespace did wrong, as far as the wire shows it. */
export interface LintReport {
  readonly findings: readonly LintFinding[];
  /** No finding is an error. */
  readonly good: boolean;
}

function lintReport({ entries }: Journal): LintReport {
  const findings = entries().flatMap(({ id, advice = [] }) => advice.map((one) => ({ entry: id, ...one })));
  return { findings, good: findings.every(({ level }) => level !== 'error') };
}

/** Criteria in a URL; the other keys of the query have another meaning. */
const criteriaOf = ({ query }: OperationRequest): EntryQuery => queryOfUrl(query, ['namespace']);

const asExport = (text: string, format: ExportFormat): CustomResponse => new CustomResponse(200, text, FORMATS[format]);

/** The export that the Accept header asks for. */
function acceptedFormat({ headers: { accept = '' } }: OperationRequest): ExportFormat | undefined {
  if (/jsonl|ndjson/.test(accept)) return 'jsonl';
  return accept.includes('har+json') ? 'har' : undefined;
}

function timeoutOf({ query: { timeout } }: OperationRequest): number | undefined {
  if (timeout === undefined) return undefined;
  const given = Number(timeout);
  if (typeof timeout === 'string' && timeout !== '' && given >= 0 && given <= MAX_WAIT_MS) return given;
  throw new Error(`timeout is ${JSON.stringify(timeout)}; expected milliseconds from 0 to ${MAX_WAIT_MS}`);
}

/** What all lists of entries accept. */
const LIMIT = { limit: 'Only the newest entries, at most this number.' } as const;

const exportAs = (format: ExportFormat, summary: string) =>
  op({
    http: `GET /journal.${format}`,
    scope: 'namespace',
    summary,
    query: LIMIT,
    criteria: true,
    types: [FORMATS[format].split(';')[0] as string],
    read: criteriaOf,
    run: ({ state }, query: EntryQuery | undefined) => state.journal.export(format, query),
    reply: (text) => asExport(text, format),
  });

/** The journal. */
export const journalOperations = {
  'journal.entries': op({
    http: 'GET /journal',
    scope: 'namespace',
    summary:
      'Lists the entries of a namespace, newest last, by any criterion, after and limit; as JSON lines or HAR by Accept.',
    query: LIMIT,
    criteria: true,
    output: outputs.entries,
    types: ['application/jsonl', 'application/har+json'],
    read: criteriaOf,
    run: ({ state }, query: EntryQuery | undefined) => state.journal.entries(query),
    reply(entries, request, { state }) {
      const format = acceptedFormat(request);
      if (format === undefined) return { entries };
      return asExport(state.journal.export(format, criteriaOf(request)), format);
    },
  }),
  'journal.jsonl': exportAs('jsonl', 'Exports the entries, one per line.'),
  'journal.har': exportAs('har', 'Exports the entries as an HTTP archive 1.2.'),
  'journal.next': op({
    http: 'GET /journal/next',
    scope: 'namespace',
    summary:
      'Waits up to ?timeout= ms (4000) for the next entry that closes and matches; with after, also one that has already closed. 404 when there is none in time.',
    query: { timeout: 'Milliseconds to wait, at most 300000 (4000).' },
    criteria: true,
    output: outputs.nextEntry,
    also: { 404: 'No entry in time; the message describes the nearest one.' },
    unmet: 404,
    read(request): { readonly filter?: EntryFilter | undefined; readonly timeout?: number | undefined } {
      const timeout = timeoutOf(request);
      return { filter: queryOfUrl(request.query, ['namespace', 'timeout']), timeout };
    },
    run: ({ state }, { filter, timeout }) => state.journal.next(filter, { timeout }),
    reply: (entry) => ({ entry }),
  }),
  'journal.events': op({
    http: 'GET /journal/events',
    scope: 'namespace',
    summary:
      'Tells of entries as they come and close, as server-sent events; the header last-event-id goes on from there. With ?follow=false it ends with what is there.',
    query: { follow: 'false: ends once all that is there was told.' },
    criteria: true,
    types: ['text/event-stream'],
    read: (request): { readonly filter: EntryFilter; readonly follows: boolean; readonly lastId: string } => ({
      filter: queryOfUrl(request.query, ['namespace', 'follow']),
      follows: request.query['follow'] !== 'false',
      lastId: String(request.headers['last-event-id'] ?? ''),
    }),
    run: ({ app, state }, input) => followJournal(app.namespaces, state.journal, input),
  }),
  'journal.entry': op({
    http: 'GET /journal/:id',
    scope: 'namespace',
    summary: 'Gives one entry.',
    output: outputs.entry,
    also: { 404: 'There is no such entry, or it is no longer kept.' },
    read: ({ params }) => Number(params['id']),
    run: ({ state }, id) => state.journal.entry(id),
  }),
  'journal.clear': op({
    http: 'DELETE /journal',
    scope: 'namespace',
    summary: 'Empties the journal of a namespace.',
    output: outputs.cleared,
    run({ state, change }) {
      const { newestId } = state.journal;
      change(({ journal }) => journal.clear(newestId));
    },
    reply: () => ({ cleared: true }),
  }),
  'journal.verify': op({
    http: 'POST /verify',
    scope: 'namespace',
    summary:
      'Compares {match, exactly, atLeast, atMost}, {never} or {order} with the journal. 409 with the difference when it fails.',
    input: 'Expectation',
    output: outputs.verified,
    also: { 409: 'The expectation is not met; the message describes what came nearest.' },
    unmet: 409,
    run: ({ state }, expectation: unknown) => state.journal.verify(expectation as Expectation),
    reply: () => ({ verified: true }),
  }),
  'lint.report': op({
    http: 'GET /lint',
    scope: 'namespace',
    summary: 'Lists what the clients of a namespace did wrong; good is false where a finding is an error (--lint).',
    output: outputs.lint,
    run: ({ state }) => lintReport(state.journal),
  }),
  'namespaces.list': op({
    http: 'GET /namespaces',
    scope: 'emulator',
    summary: 'Lists the namespaces with the number of their entries and fixtures.',
    output: outputs.namespaces,
    async run({ app }) {
      await loadKnownNamespaces(app);
      return app.namespaces.all().map(({ name, journal, fixtures }) => ({
        name,
        entries: journal.entries().length,
        fixtures: fixtures.all.length,
      }));
    },
    reply: (namespaces) => ({ namespaces }),
  }),
};
