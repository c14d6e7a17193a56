import express, { type Request, type Response, type Router } from 'express';
import { fixtureRoutes } from './fixture-operations';
import { type GuardRules, guardError } from './guard';
import { journalRoutes } from './journal-operations';
import { limitRoutes } from './limit-operations';
import { openApiOf } from './open-api';
import { CustomResponse, namespaceOf, type Operation } from './operation';
import type { Operations } from './operations';
import { outputs } from './output-schemas';
import { timeRoutes } from './time-operations';

/** Largest body of a control call. */
const BODY_LIMIT = '10mb';

/** Answers that tell nothing of what happened inside; they are for health checks and need no leave. */
const OPEN_PATHS: ReadonlySet<string> = new Set(['/health', '/ready']);

const textOr = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Every route of the control plane. */
const controlRoutes: readonly Operation[] = [
  {
    method: 'get',
    path: '/health',
    summary: 'Is the process alive?',
    isGlobal: true,
    output: outputs.health,
    run: ({ version, pid }) => ({ status: 'ok', version, pid }),
  },
  {
    method: 'get',
    path: '/ready',
    summary: 'Can requests be answered, and where do namespaces live? 503 where that place is gone.',
    isGlobal: true,
    output: outputs.ready,
    run(controls) {
      const answered = controls.ready();
      return answered.ready ? answered : new CustomResponse(503, answered);
    },
  },
  {
    method: 'get',
    path: '/metrics',
    summary: 'What was done since the start, in numbers, for Prometheus.',
    isGlobal: true,
    types: ['text/plain'],
    async run(controls) {
      const { contentType, text } = await controls.metrics();
      return new CustomResponse(200, text, contentType);
    },
  },
  {
    method: 'get',
    path: '/summary',
    summary: 'What was loaded.',
    isGlobal: true,
    output: outputs.summary,
    run: (controls) => controls.summary(),
  },
  {
    method: 'get',
    path: '/openapi.json',
    summary: 'What the control plane can do, as an OpenAPI 3.1 document.',
    isGlobal: true,
    output: outputs.document,
    run: ({ version, schemas }) => openApiOf(controlRoutes, { version, schemas, open: OPEN_PATHS }),
  },
  {
    method: 'get',
    path: '/rules',
    summary: 'Rules with sentence, grade, reference and level in force; ?pattern= takes a glob or words.',
    isGlobal: true,
    query: { pattern: 'A glob of ids, or a part of an id or sentence.' },
    output: outputs.rules,
    run: (controls, { query }) => ({ rules: controls.rules(textOr(query['pattern'])) }),
  },
  ...journalRoutes,
  ...timeRoutes,
  ...limitRoutes,
  ...fixtureRoutes,
  {
    method: 'post',
    path: '/reset',
    summary: 'Forgets all that a namespace owns; with ?all=true, all namespaces.',
    query: { all: 'true: all namespaces.' },
    output: outputs.reset,
    run: async (controls, request) => {
      await controls.reset(request.query['all'] === 'true' ? undefined : namespaceOf(request));
      return { reset: true };
    },
  },
];

/** The control plane as an Express router. */
export function controlRouter(controls: Operations, rules: () => GuardRules): Router {
  const router = express.Router();
  router.use((request, response, next) => {
    const refusal = OPEN_PATHS.has(request.path) ? undefined : guardError(request, rules());
    if (refusal === undefined) next();
    else answer(response, refusal.status, { error: { message: refusal.message } });
  });
  router.use(express.json({ limit: BODY_LIMIT, type: () => true, strict: false }));
  for (const route of controlRoutes) {
    router[route.method](route.path, async (request, response) => {
      const run = () => route.run(controls, request);
      const told = route.isGlobal === true ? await run() : await controls.within(namespaceOf(request), run);
      if (told instanceof CustomResponse) tell(response, told);
      else if (told === undefined) answer(response, 404, { error: { message: `Nothing at ${request.originalUrl}.` } });
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
    answer(response, error.name === 'Unreachable' ? 503 : 400, { error: { message: error.message } });
  });
  return router;
}

function tell(response: Response, { status, body, contentType }: CustomResponse): void {
  if (contentType === undefined) answer(response, status, body);
  else response.status(status).type(contentType).send(body);
}

function answer(response: Response, status: number, body: unknown): void {
  response
    .status(status)
    .type('application/json')
    .send(`${JSON.stringify(body, null, 2)}\n`);
}
