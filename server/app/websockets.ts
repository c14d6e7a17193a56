import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocketServer } from 'ws';
import type { Endpoint, Provider, SocketSurface } from '../core';
import { later } from '../lib';
import { type App, handle } from '../pipeline';
import { outletOf, wireRequest } from './exchange';
import { WebSocketConnection } from './websocket-connection';

/** What is served over WebSockets. */
export interface SocketParts {
  readonly app: App;
  readonly providers: readonly Provider[];
}

/** A path at which connections are upgraded. */
interface WebSocketRoute {
  readonly provider: Provider;
  readonly door: SocketSurface;
  readonly webSockets: () => WebSocketServer;
}

/** A request to upgrade, its connection, and the first bytes after it. */
interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Socket;
  readonly head: Buffer;
}

/**
 * Serves WebSockets on the port of a server. Web pages cannot use them: their scripts cannot send a key.
 * The returned function closes them: running replies may continue for `timeout` ms.
 */
export function serveWebSockets(server: Server, { app, providers }: SocketParts): (timeout: number) => Promise<void> {
  const routes = routesOf(providers);
  const open = new Set<WebSocketConnection>();
  let isClosing = false;
  server.on('upgrade', (request, socket: Socket, head: Buffer) => {
    const upgrade = { request, socket, head };
    const route = routes.get((request.url ?? '').split('?')[0] ?? '');
    if (route === undefined || !isWebSocket(request)) return asPlain(server, upgrade);
    if (isClosing) return void socket.destroy();
    if (!isAllowed(app, route, request)) return void refuse(app, route, upgrade);
    route.webSockets().handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new WebSocketConnection({
        kit: app,
        ...route,
        request: wireRequest(request),
        webSocket,
        socket,
      });
      open.add(connection);
      webSocket.once('close', () => open.delete(connection));
    });
  });
  return async (timeout) => {
    isClosing = true;
    const cut = setTimeout(() => {
      for (const connection of open) connection.cut();
    }, timeout);
    await Promise.all([...open].map((connection) => connection.leave()));
    clearTimeout(cut);
  };
}

const routesOf = (providers: readonly Provider[]): ReadonlyMap<string, WebSocketRoute> =>
  new Map(
    providers.flatMap((provider) => {
      const limits = { maxPayload: provider.bodyLimit, clientTracking: false };
      const webSockets = later(() => {
        // Loaded at first need, like all that few clients ask for.
        const { WebSocketServer } = require('ws') as typeof import('ws');
        return new WebSocketServer({ noServer: true, ...limits });
      });
      return (provider.sockets ?? []).flatMap((door) =>
        provider.mounts.map(({ prefix }) => [`${prefix}${door.path}`, { provider, door, webSockets }] as const),
      );
    }),
  );

const isWebSocket = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket';

/** Whether the provider's prechecks accept the request. */
function isAllowed(app: App, { provider, door }: WebSocketRoute, request: IncomingMessage): boolean {
  const gate = { keys: app.keys, route: door.id, takes: 'application/json' } as const;
  try {
    for (const precheck of provider.prechecks) precheck.check(wireRequest(request), gate);
    return true;
  } catch {
    return false;
  }
}

/** Answers a request that the prechecks refuse, with the provider's error. */
async function refuse(app: App, { provider, door }: WebSocketRoute, { request, socket }: Upgrade): Promise<void> {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once('finish', () => socket.end());
  const endpoint: Endpoint = { id: door.id, route: { method: 'GET', path: door.path }, handle: () => '' };
  const target = { kind: 'endpoint', endpoint } as const;
  const match = { provider, route: door.id, params: {}, target, request: wireRequest(request) };
  await handle(app, match, outletOf(response));
}

/** Headers that offer to change the protocol. */
const OFFER = /^(upgrade|http2-settings|connection)$/i;

/** Answers an upgrade that is not for a WebSocket, such as the HTTP/2 offer of Java's client, as a plain request. */
function asPlain(server: Server, { request, socket, head }: Upgrade): void {
  const { method, url, httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value] = rawHeaders.slice(at, at + 2);
    if (!OFFER.test(name)) lines.push(`${name}: ${value}`);
  }
  socket.pause();
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
  process.nextTick(() => socket.resume());
}
