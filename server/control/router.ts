import express, { type Request, type Response, type Router } from 'express';
import type { Controls } from './controls';
import { type GuardRules, refusalOf } from './guard';

/** Largest body of a control call. */
const BODY_LIMIT = '10mb';

/** Answers that tell nothing of what happened inside; they are for health checks and need no leave. */
const OPEN_PATHS: ReadonlySet<string> = new Set(['/health', '/ready']);

const namespaceOf = (request: Request): string =>
  String(request.query['namespace'] ?? request.headers['x-llmulator-namespace'] ?? 'default');

const numberOr = (value: unknown): number | undefined => {
  const parsed = typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(parsed) ? parsed : undefined;
};

/** One route of the control plane. */
interface ControlRoute {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly says: string;
  /** The JSON to answer; undefined is a 404. */
  readonly run: (controls: Controls, request: Request) => unknown;
}

/** Every route of the control plane. */
const controlRoutes: readonly ControlRoute[] = [
  { method: 'get', path: '/health', says: 'Is the process alive?', run: ({ version }) => ({ status: 'ok', version }) },
  {
    method: 'get',
    path: '/ready',
    says: 'Can requests be answered?',
    run: (controls) => ({ ready: controls.ready() }),
  },
  { method: 'get', path: '/summary', says: 'What was loaded.', run: (controls) => controls.summary() },
  {
    method: 'get',
    path: '/journal',
    says: 'Entries of a namespace, newest last; filtered by route, model, status, outcome, after, limit.',
    run: (controls, request) => ({ entries: controls.entries(namespaceOf(request), queryOf(request)) }),
  },
  {
    method: 'get',
    path: '/journal/:id',
    says: 'One entry.',
    run: (controls, request) => controls.entry(namespaceOf(request), Number(request.params['id'])),
  },
  {
    method: 'delete',
    path: '/journal',
    says: 'Empties the journal of a namespace.',
    run(controls, request) {
      controls.clearJournal(namespaceOf(request));
      return { cleared: true };
    },
  },
  {
    method: 'get',
    path: '/fixtures',
    says: 'Names of the fixtures that answer in a namespace.',
    run: (controls, request) => ({ fixtures: controls.fixtureNames(namespaceOf(request)) }),
  },
  {
    method: 'post',
    path: '/fixtures',
    says: 'Adds one fixture, a list of them, or {fixtures: [...]} to a namespace.',
    run: (controls, request) => ({ added: controls.addFixtures(namespaceOf(request), request.body) }),
  },
  {
    method: 'delete',
    path: '/fixtures',
    says: 'Removes the fixtures that a namespace was given.',
    run(controls, request) {
      controls.clearFixtures(namespaceOf(request));
      return { cleared: true };
    },
  },
  {
    method: 'post',
    path: '/reset',
    says: 'Forgets all that a namespace owns; with ?all=true, all namespaces.',
    run: (controls, request) => {
      controls.reset(request.query['all'] === 'true' ? undefined : namespaceOf(request));
      return { reset: true };
    },
  },
];

function queryOf({ query }: Request): Parameters<Controls['entries']>[1] {
  const wanted = {
    route: query['route'],
    model: query['model'],
    outcome: query['outcome'],
    status: numberOr(query['status']),
    after: numberOr(query['after']),
    limit: numberOr(query['limit']),
  };
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}

/** The control plane as an Express router. */
export function controlRouter(controls: Controls, rules: () => GuardRules): Router {
  const router = express.Router();
  router.use((request, response, next) => {
    const refusal = OPEN_PATHS.has(request.path) ? undefined : refusalOf(request, rules());
    if (refusal === undefined) next();
    else answer(response, refusal.status, { error: { message: refusal.message } });
  });
  router.use(express.json({ limit: BODY_LIMIT, type: () => true, strict: false }));
  for (const route of controlRoutes) {
    router[route.method](route.path, (request, response) => {
      const told = route.run(controls, request);
      if (told === undefined) answer(response, 404, { error: { message: `Nothing at ${request.originalUrl}.` } });
      else answer(response, 200, told);
    });
  }
  router.use((request, response) => {
    const known = controlRoutes.map(({ method, path }) => `${method.toUpperCase()} /_llmulator${path}`);
    const message = `The control plane has no ${request.method} ${request.originalUrl}.`;
    answer(response, 404, { error: { message, known } });
  });
  // biome-ignore lint/complexity/useMaxParams: Express knows error handlers by their four parameters.
  router.use((error: Error, _request: Request, response: Response, _next: unknown) => {
    answer(response, 400, { error: { message: error.message } });
  });
  return router;
}

function answer(response: Response, status: number, body: unknown): void {
  response
    .status(status)
    .type('application/json')
    .send(`${JSON.stringify(body, null, 2)}\n`);
}
