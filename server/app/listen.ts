import { createServer, IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import type { Express } from 'express';
import { answerInvalidHttp } from '../wire';
import { BadOption } from './config';

/** Longer than the idle time of common HTTP clients, so that it is they who close first. */
const KEEP_ALIVE = 65_000;

/**
 * A server whose requests and responses are born with Express's prototypes.
 * Express sets them on each request; V8 is five times slower on objects whose prototype changes (docs/decisions/0005).
 */
export function serverOf(app: Express): Server {
  class BornRequest extends IncomingMessage {}
  class BornResponse extends ServerResponse {}
  Object.setPrototypeOf(BornRequest.prototype, app.request);
  Object.setPrototypeOf(BornResponse.prototype, app.response);
  app.request = BornRequest.prototype as typeof app.request;
  app.response = BornResponse.prototype as unknown as typeof app.response;
  const options = { IncomingMessage: BornRequest, ServerResponse: BornResponse, keepAliveTimeout: KEEP_ALIVE };
  return createServer(options, app as RequestListener).on('clientError', answerInvalidHttp);
}

/** Connections that the system holds until they are taken: a thousand clients may come at once. The system may hold fewer. */
const BACKLOG = 4_096;

const badHost = (why: string) => (host: string) =>
  `host ${host} ${why}; choose an address of this machine with --host or HOST (127.0.0.1; 0.0.0.0 takes all)`;

/** Why a port cannot be opened, by the system's code. */
const LISTEN_ERRORS: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) =>
    `port ${port} of ${host} is in use; choose another with --port or PORT (0 takes any free one)`,
  EACCES: (host, port) =>
    `port ${port} of ${host} needs more rights than this process has; choose one above 1023 with --port or PORT`,
  EADDRNOTAVAIL: badHost('is no address of this machine'),
  EINVAL: badHost('is no address that can be listened on'),
  EAFNOSUPPORT: badHost('is of a kind that this machine does not support'),
  ENOTFOUND: badHost('has no address'),
  EAI_AGAIN: badHost('has no address'),
};

/** Listens and gives the base URL under which the server can be called. */
export function listenOn(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const refused = LISTEN_ERRORS[error.code ?? ''];
      reject(refused === undefined ? error : new BadOption([refused(host, port)]));
    });
    server.listen({ port, host, backlog: BACKLOG }, () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve(`http://${callable(host)}:${taken}`);
    });
  });
}

/** 0.0.0.0 and :: are no addresses to call; the machine's own one is. */
function callable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return isIP(host) === 6 ? `[${host}]` : host;
}

/** How often connections that have become idle are looked for while a server stops. */
const SWEEP = 20;

/** Takes no new requests; running ones may go on for `timeout` ms, then they are cut. */
export function stopServer(server: Server, timeout: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), timeout);
    // A kept-alive connection whose last stream has ended would hold the server open.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}
