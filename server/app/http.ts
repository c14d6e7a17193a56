import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import type { HeaderList, Mount, Provider, Reply } from '../core';
import { controlRouter, type GuardRules, type OperationRunner } from '../operations';
import { type App, handle, type RouteTarget } from '../pipeline';
import { bytesOf, encode, readBody } from '../wire';
import { outletOf, wireRequest } from './exchange';
import { inspectorRouter } from './inspector-files';
import { type PageRules, pageRefusal, pageRefusalReply, replyOutside } from './page-guard';

/** What the HTTP server needs. */
export interface HttpParts {
  readonly app: App;
  /** Where two serve the same path, the first one answers. */
  readonly providers: readonly Provider[];
  readonly operations: OperationRunner;
  readonly guard: GuardRules;
  readonly pages: PageRules;
}

/** Builds the Express app from the routes of the providers; the pipeline answers. */
export function createHttpApp(parts: HttpParts): Express {
  const app = express();
  for (const setting of ['etag', 'x-powered-by', 'query parser']) app.disable(setting);
  for (const setting of ['case sensitive routing', 'strict routing']) app.enable(setting);
  app.use('/_llmulator', controlApp(parts));
  app.use(refusePages(parts));
  serveRoutes(app, parts);
  const unknownRoute = (request: Request, response: Response) =>
    serve(parts.app, { provider: providerOf(request, parts.providers), target: UNKNOWN_ROUTE }, { request, response });
  app.use(unknownRoute);
  // biome-ignore lint/complexity/useMaxParams: Express recognizes error handlers by their four parameters.
  app.use((error: Error, request: Request, response: Response, _next: unknown) =>
    // Express itself refuses what it cannot decode, such as a stray % in a path, before anything is read.
    error instanceof URIError ? unknownRoute(request, response) : answerBug(parts, error, { request, response }),
  );
  return app;
}

/** The last catch: whatever has failed, the request is answered or its connection is closed. */
function answerBug({ app, providers }: HttpParts, error: Error, { request, response }: HttpExchange): void {
  app.report(`bug while answering ${request.method} ${request.path}\n${error.stack ?? error.message}`);
  if (response.headersSent) return void response.destroy();
  try {
    const problem = { kind: 'internal', facts: { message: error.message }, issues: [] } as const;
    sendPlain(response, replyOutside(providerOf(request, providers), request, problem));
  } catch {
    response.destroy();
  }
}

/** Answers pages that may not use the emulator in the envelope of the provider they called; nothing of the request is kept. */
function refusePages({ app, providers, pages }: HttpParts): RequestHandler {
  return (request, response, next) => {
    const refusal = pageRefusal(request, pages);
    if (refusal === undefined) return next();
    app.report(`${request.method} ${request.path} was refused: ${refusal.message} To let it in, ${refusal.hint}.`);
    sendPlain(response, pageRefusalReply(providerOf(request, providers), request, refusal));
  };
}

const UNKNOWN_ROUTE: RouteTarget = { kind: 'problem', problem: 'unknown-route' };
const TOO_LARGE: RouteTarget = { kind: 'problem', problem: 'body-too-large' };
const WRONG_METHOD: RouteTarget = { kind: 'problem', problem: 'method-not-allowed' };

/** The control plane has settings of its own: it reads queries and ignores trailing slashes. */
function controlApp({ operations, guard }: HttpParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(inspectorRouter());
  app.use(controlRouter(operations, guard));
  return app;
}

/** One route of one mount of one provider. */
interface MountedRoute {
  readonly provider: Provider;
  readonly mount: Mount;
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly target: RouteTarget;
}

function serveRoutes(http: Express, { app, providers }: HttpParts): void {
  const served = providers.flatMap(routesOf);
  // A mount that requires a header is more specific and goes first.
  const ordered = [...served.filter(({ mount }) => mount.header), ...served.filter(({ mount }) => !mount.header)];
  for (const { method, path, mount, ...route } of ordered) {
    const verb = method.toLowerCase() as 'get' | 'post' | 'delete';
    http[verb](path, (request, response, next) => {
      if (mount.header !== undefined && request.headers[mount.header] === undefined) return next();
      return serve(app, route, { request, response });
    });
  }
  const paths = new Map(ordered.filter(({ mount }) => !mount.header).map((route) => [route.path, route]));
  for (const [path, { provider }] of paths) {
    // `app.all` would add a handler for each method that Node knows.
    http
      .route(path)
      .options((_request, response) => void sendPlain(response, provider.cors.preflight))
      .all((request, response) => serve(app, { provider, target: WRONG_METHOD }, { request, response }));
  }
}

function routesOf(provider: Provider): MountedRoute[] {
  const surfaces = provider.surfaces.map((surface) => ({ ...surface, target: { kind: 'surface', surface } as const }));
  const endpoints = provider.endpoints.map((endpoint) => ({
    ...endpoint,
    target: { kind: 'endpoint', endpoint } as const,
  }));
  return provider.mounts.flatMap((mount) =>
    [...surfaces, ...endpoints]
      .filter(({ route }) => takes(mount, route.path))
      .map(({ id, route: { method, path }, target }) => ({
        provider,
        mount,
        id,
        method,
        path: `${mount.prefix}${path}`,
        target,
      })),
  );
}

const takes = ({ only }: Mount, path: string): boolean =>
  only === undefined || only.some((start) => path.startsWith(start));

/** The provider that answers an unknown path: that of the longest mount above it, else the one whose header is set. */
function providerOf(request: IncomingMessage, providers: readonly Provider[]): Provider {
  const [path = ''] = (request.url ?? '').split('?');
  const reach = ({ prefix, only = [''], header }: Mount): number =>
    header === undefined
      ? Math.max(...only.map((start) => (path.startsWith(prefix + start) ? (prefix + start).length : 0)))
      : 0;
  const best = providers
    .map((provider) => ({ provider, length: Math.max(...provider.mounts.map(reach)) }))
    .sort((a, b) => b.length - a.length)[0];
  if (best !== undefined && best.length > 0) return best.provider;
  const addressed = providers.find(({ mounts }) =>
    mounts.some(({ header }) => header && request.headers[header] !== undefined),
  );
  return addressed ?? (providers[0] as Provider);
}

/** Who answers a request. */
interface Served {
  readonly provider: Provider;
  readonly target: RouteTarget;
  readonly id?: string;
}

/** One HTTP exchange. */
interface HttpExchange {
  readonly request: Request;
  readonly response: Response;
}

async function serve(app: App, { provider, target, id }: Served, { request, response }: HttpExchange): Promise<void> {
  const own = target.kind === 'endpoint' ? target.endpoint.bodyLimit : undefined;
  const body = await readBody(request, own ?? provider.bodyLimit);
  if (body.kind === 'client-gone') return;
  const match = {
    provider,
    route: id,
    params: request.params as Readonly<Record<string, string>>,
    target: body.kind === 'too-large' ? TOO_LARGE : target,
    request: wireRequest(request, body),
  };
  const isFromBrowser = request.headers.origin !== undefined;
  await handle(app, match, outletOf(response, isFromBrowser ? provider.cors.answer : undefined));
}

/** A reply that does not go through the pipeline. */
function sendPlain(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, Object.fromEntries(reply.headers as HeaderList));
  response.end(bytesOf(encode(reply).body));
}
