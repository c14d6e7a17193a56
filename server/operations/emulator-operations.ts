import { version } from '../../package.json';
import { findRules } from '../app/rule-catalog';
import type { App } from '../pipeline';
import { CustomResponse, namespaceOf, op } from './operation';
import { outputs } from './output-schemas';
import { resetNamespaces } from './shared-namespaces';

/** Where namespaces are stored. */
const storageOf = ({ backend }: App): string => backend?.description ?? 'memory';

const textOrNone = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** The emulator as a whole. */
export const emulatorOperations = {
  health: op({
    http: 'GET /health',
    scope: 'emulator',
    summary: 'Tells that the process is alive.',
    output: outputs.health,
    run: () => ({ status: 'ok', version, pid: process.pid }),
  }),
  ready: op({
    http: 'GET /ready',
    scope: 'emulator',
    summary:
      'Tells whether requests can be answered and where namespaces are stored; 503 where that cannot be reached.',
    output: outputs.ready,
    run: ({ app }) => ({ ready: app.backend?.isAvailable() ?? true, home: storageOf(app) }),
    reply: (state) => (state.ready ? state : new CustomResponse(503, state)),
  }),
  metrics: op({
    http: 'GET /metrics',
    scope: 'emulator',
    summary: 'Gives the counts since the start, for Prometheus.',
    types: ['text/plain'],
    run: ({ scrape }) => scrape(),
    reply: ({ text, contentType }) => new CustomResponse(200, text, contentType),
  }),
  summary: op({
    http: 'GET /summary',
    scope: 'emulator',
    summary: 'Tells what was loaded.',
    output: outputs.summary,
    run: ({ app }) => ({
      version,
      service: app.service.id,
      models: app.catalog.profiles.length,
      fixtures: app.fixtures.reduce((sum, { all }) => sum + all.length, 0),
      seed: app.seed,
      home: storageOf(app),
    }),
  }),
  document: op({
    http: 'GET /openapi.json',
    scope: 'emulator',
    summary: 'Describes the control plane as an OpenAPI 3.1 document.',
    output: outputs.document,
    run: (context) => context.document(),
  }),
  'rules.list': op({
    http: 'GET /rules',
    scope: 'emulator',
    summary: 'Lists rules with sentence, grade, reference and level in force; ?pattern= is a glob or words.',
    query: { pattern: 'A glob of ids, or a part of an id or sentence.' },
    output: outputs.rules,
    read: ({ query }) => textOrNone(query['pattern']),
    run: ({ app }, pattern) => findRules(app.service, pattern),
    reply: (rules) => ({ rules }),
  }),
};

/** The last route of the document. */
export const resetOperation = {
  reset: op({
    http: 'POST /reset',
    scope: 'namespace',
    summary: 'Forgets everything about a namespace; with ?all=true, about all namespaces.',
    query: { all: 'true: all namespaces.' },
    output: outputs.reset,
    read: (request): string | undefined => (request.query['all'] === 'true' ? undefined : namespaceOf(request)),
    run: ({ app }, namespace) => resetNamespaces(app, namespace),
    reply: () => ({ reset: true }),
  }),
};
