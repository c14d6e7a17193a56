import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express, type Request, type Response } from 'express';
import type { Endpoint, HeaderList, Mount, Provider, Reply, Surface, WireRequest } from '../core';
import { inspectorPage } from '../extras/inspector/page';
import { controlRouter, type GuardRules, type Operations } from '../operations';
import { type App, handle, type RouteTarget } from '../pipeline';
import { type BodyRead, bytesOf, encode, readBody, writePaced, writeReply } from '../wire';

/** What the HTTP side is made of. */
export interface HttpParts {
  readonly kit: App;
  /** In the order in which they are asked for a path that both might serve. */
  readonly providers: readonly Provider[];
  readonly controls: Operations;
  readonly guard: () => GuardRules;
}

/** Builds the Express app: routes come from the manifests, the road does the rest. */
export function createHttpApp(parts: HttpParts): Express {
  const app = express();
  for (const setting of ['etag', 'x-powered-by', 'query parser']) app.disable(setting);
  for (const setting of ['case sensitive routing', 'strict routing']) app.enable(setting);
  serveRoutes(app, parts);
  app.use('/_llmulator', controlApp(parts));
  app.use((request: Request, response: Response) => {
    const provider = houseOf(request, parts.providers);
    return lead(parts.kit, { provider, target: UNKNOWN_ROUTE }, { request, response });
  });
  // Express itself refuses what it cannot decode, such as a stray % in a path.
  // biome-ignore lint/complexity/useMaxParams: Express knows error handlers by their four parameters.
  app.use((_error: Error, request: Request, response: Response, _next: unknown) => {
    const provider = houseOf(request, parts.providers);
    return lead(parts.kit, { provider, target: UNKNOWN_ROUTE }, { request, response });
  });
  return app;
}

const UNKNOWN_ROUTE: RouteTarget = { kind: 'problem', problem: 'unknown-route' };
const TOO_LARGE: RouteTarget = { kind: 'problem', problem: 'body-too-large' };
const WRONG_METHOD: RouteTarget = { kind: 'problem', problem: 'method-not-allowed' };

/** The control plane has settings of its own: it reads queries, and trailing slashes are nothing to it. */
function controlApp({ controls, guard }: HttpParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.get('/', (_request, response) => void response.type('html').send(inspectorPage));
  app.use(controlRouter(controls, guard));
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

function serveRoutes(app: Express, { kit, providers }: HttpParts): void {
  const served = providers.flatMap(routesOf);
  // A mount that asks for a header is the more special one and goes first.
  const ordered = [...served.filter(({ mount }) => mount.header), ...served.filter(({ mount }) => !mount.header)];
  for (const { method, path, mount, ...leg } of ordered) {
    const verb = method.toLowerCase() as 'get' | 'post' | 'delete';
    app[verb](path, (request, response, next) => {
      if (mount.header !== undefined && request.headers[mount.header] === undefined) return next();
      return lead(kit, leg, { request, response });
    });
  }
  const paths = new Map(ordered.filter(({ mount }) => !mount.header).map((route) => [route.path, route]));
  for (const [path, { provider }] of paths) {
    app.options(path, (_request, response) => void plain(response, provider.cors.preflight));
    app.all(path, (request, response) => lead(kit, { provider, target: WRONG_METHOD }, { request, response }));
  }
}

function routesOf(provider: Provider): MountedRoute[] {
  const surfaces = provider.surfaces.map((surface: Surface) => ({
    ...surface,
    target: { kind: 'surface', surface } as const,
  }));
  const endpoints = provider.endpoints.map((endpoint: Endpoint) => ({
    ...endpoint,
    target: { kind: 'endpoint', endpoint } as const,
  }));
  return provider.mounts.flatMap((mount) =>
    [...surfaces, ...endpoints]
      .filter(({ route }) => takes(mount, route.path))
      .map(({ id, route, target }) => ({
        provider,
        mount,
        id,
        method: route.method,
        path: `${mount.prefix}${route.path}`,
        target,
      })),
  );
}

const takes = ({ only }: Mount, path: string): boolean =>
  only === undefined || only.some((start) => path.startsWith(start));

/** Whose voice answers a path that nobody serves: the longest mount that it stands under, else whom the headers address. */
function houseOf(request: IncomingMessage, providers: readonly Provider[]): Provider {
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

/** What a route hands to the road. */
interface Lead {
  readonly provider: Provider;
  readonly target: RouteTarget;
  readonly id?: string;
}

/** What Express hands over. */
interface Handed {
  readonly request: Request;
  readonly response: Response;
}

async function lead(kit: App, { provider, target, id }: Lead, { request, response }: Handed): Promise<void> {
  const own = target.kind === 'endpoint' ? target.endpoint.bodyLimit : undefined;
  const body = await readBody(request, own ?? provider.bodyLimit);
  if (body.kind === 'client-gone') return;
  const arrival = {
    provider,
    route: id,
    params: request.params as Readonly<Record<string, string>>,
    target: body.kind === 'too-large' ? TOO_LARGE : target,
    request: wireRequest(request, body),
  };
  await handle(kit, arrival, (reply, manner) => {
    const toBrowser = request.headers.origin !== undefined;
    const sent = toBrowser ? { ...reply, headers: [...reply.headers, ...provider.cors.answer] } : reply;
    return manner === undefined ? writeReply(response, sent) : writePaced(response, sent, manner);
  });
}

function wireRequest(request: IncomingMessage, body: BodyRead): WireRequest {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  return {
    method: request.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    headers: request.headers as Readonly<Record<string, string | undefined>>,
    text: body.kind === 'whole' ? body.text : '',
    isUtf8: body.kind !== 'whole' || body.isUtf8,
    ...(body.kind === 'whole' && body.bytes !== undefined ? { bytes: body.bytes } : {}),
  };
}

/** A reply outside the road: nothing was asked of a model. */
function plain(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, Object.fromEntries(reply.headers as HeaderList));
  response.end(bytesOf(encode(reply).body));
}
