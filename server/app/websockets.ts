import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Endpoint, Provider, SocketSurface, WireRequest } from '../core';
import { type App, handle } from '../pipeline';
import { writePaced, writeReply } from '../wire';
import { WebSocketConnection } from './websocket-connection';

/** What is served over WebSockets. */
export interface SocketParts {
  readonly kit: App;
  readonly providers: readonly Provider[];
}

/** A path at which connections are upgraded. */
interface WebSocketRoute {
  readonly provider: Provider;
  readonly door: SocketSurface;
  readonly webSockets: WebSocketServer;
}

/** A request to be upgraded, its connection, and what came with it. */
interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Socket;
  readonly head: Buffer;
}

/**
 * Serves WebSockets on the port of a server. A page cannot reach them: its script has no way to send a key.
 * Gives the way to close them: running answers may go on for `timeout` ms.
 */
export function serveWebSockets(server: Server, { kit, providers }: SocketParts): (timeout: number) => Promise<void> {
  const doors = doorsOf(providers);
  const open = new Set<WebSocketConnection>();
  let isClosing = false;
  server.on('upgrade', (request, socket: Socket, head: Buffer) => {
    const upgrade = { request, socket, head };
    const door = doors.get((request.url ?? '').split('?')[0] ?? '');
    if (door === undefined || !isWebSocket(request)) return asPlain(server, upgrade);
    if (isClosing) return void socket.destroy();
    if (!isLetIn(kit, door, request)) return void refuse(kit, door, upgrade);
    door.webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new WebSocketConnection({ kit, ...door, request: wireRequest(request), webSocket, socket });
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

const doorsOf = (providers: readonly Provider[]): ReadonlyMap<string, WebSocketRoute> =>
  new Map(
    providers.flatMap((provider) => {
      const limits = { maxPayload: provider.bodyLimit, clientTracking: false };
      const webSockets = new WebSocketServer({ noServer: true, ...limits });
      return (provider.sockets ?? []).flatMap((door) =>
        provider.mounts.map(({ prefix }) => [`${prefix}${door.path}`, { provider, door, webSockets }] as const),
      );
    }),
  );

const isWebSocket = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket';

const wireRequest = ({ method = 'GET', url = '', headers }: IncomingMessage): WireRequest => {
  const [path = '', query = ''] = url.split('?');
  return { method, path, query, headers: headers as WireRequest['headers'], text: '', isUtf8: true };
};

/** Asks the house's doorkeeper. */
function isLetIn(kit: App, { provider, door }: WebSocketRoute, request: IncomingMessage): boolean {
  const gate = { keys: kit.keys, route: door.id, takes: 'application/json' } as const;
  try {
    for (const precheck of provider.prechecks) precheck.check(wireRequest(request), gate);
    return true;
  } catch {
    return false;
  }
}

/** Sends a request that is not let in down the road, which says why. */
async function refuse(kit: App, { provider, door }: WebSocketRoute, { request, socket }: Upgrade): Promise<void> {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once('finish', () => socket.end());
  const endpoint: Endpoint = { id: door.id, route: { method: 'GET', path: door.path }, handle: () => '' };
  const target = { kind: 'endpoint', endpoint } as const;
  const arrival = { provider, route: door.id, params: {}, target, request: wireRequest(request) };
  await handle(kit, arrival, (reply, manner) =>
    manner === undefined ? writeReply(response, reply) : writePaced(response, reply, manner),
  );
}

/** Headers that offer to change the protocol. */
const OFFER = /^(upgrade|http2-settings|connection)$/i;

/** A client may offer another protocol, as Java's does with HTTP/2; whoever does not take the offer answers as if there were none. */
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
