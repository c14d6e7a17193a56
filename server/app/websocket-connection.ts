import type { Socket } from 'node:net';
import type { RawData, WebSocket } from 'ws';
import type { Endpoint, Provider, SocketMessage, SocketSession, SocketSurface, WireRequest } from '../core';
import { type App, handle, type RouteTarget } from '../pipeline';
import { MessageSink, writePaced, writeReply } from '../wire';

/** What a connection is made of. */
export interface ConnectionParts {
  readonly kit: App;
  readonly provider: Provider;
  readonly door: SocketSurface;
  /** The request that was upgraded: each message goes down the road under its headers. */
  readonly request: WireRequest;
  readonly webSocket: WebSocket;
  readonly socket: Socket;
}

/** Close codes of RFC 6455. */
const DONE = 1000;
const GOING_AWAY = 1001;

/** Headers that are about the connection. */
const OF_THE_CONNECTION = /^(connection|upgrade|content-length|sec-websocket-.*)$/;

/** One upgraded connection: each message is a request that goes down the road like any other. */
export class WebSocketConnection {
  /** The moment at which the connection has lasted its time. */
  readonly due: number;
  readonly #parts: ConnectionParts;
  readonly #dialogue: SocketSession;
  readonly #headers: WireRequest['headers'];
  /** The last request of each lane. */
  readonly #lanes = new Map<string | undefined, Promise<void>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #isClosing = false;

  constructor(parts: ConnectionParts) {
    const { kit, door, request, webSocket } = parts;
    this.#parts = parts;
    this.#dialogue = door.openSession();
    const kept = Object.entries(request.headers).filter(([name]) => !OF_THE_CONNECTION.test(name));
    this.#headers = { ...Object.fromEntries(kept), 'content-type': 'application/json' };
    this.due = kit.clock.now() + door.lifetimeMs;
    // A clock that stands still brings no connection to its end.
    if (kit.clock.moves) kit.scheduler.add(this);
    webSocket.on('message', (data: RawData) => this.#hear(String(data)));
    webSocket.once('close', () => kit.scheduler.drop(this));
    // Frames that break the protocol: ws closes with the code for them.
    webSocket.on('error', () => undefined);
  }

  /** Ends a connection that has lasted its time. */
  run(): void {
    const { webSocket, door } = this.#parts;
    webSocket.send(door.closeMessage);
    webSocket.close(DONE);
  }

  /** Takes no more requests, closes once those under way are answered, and settles when that is done. */
  async leave(): Promise<void> {
    const { webSocket } = this.#parts;
    this.#isClosing = true;
    const closed = new Promise((resolve) => webSocket.once('close', resolve));
    await Promise.race([closed, Promise.all(this.#lanes.values())]);
    webSocket.close(GOING_AWAY);
    await closed;
  }

  /** Closes at once, whatever is under way. */
  cut(): void {
    this.#parts.webSocket.terminate();
  }

  #hear(message: string): void {
    if (this.#isClosing) return;
    const spoken = this.#dialogue.read(message);
    const before = this.#lanes.get(spoken.lane) ?? Promise.resolve();
    const answered = before.then(() => this.#inTurn(spoken));
    this.#lanes.set(spoken.lane, answered);
  }

  /** Waits until few enough answers are under way. */
  async #inTurn(spoken: SocketMessage): Promise<void> {
    if (this.#running >= this.#parts.door.maxConcurrent) await new Promise<void>((go) => this.#waiting.push(go));
    this.#running += 1;
    try {
      await this.#answer(spoken);
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #answer(spoken: SocketMessage): Promise<void> {
    const { kit, provider, door, request } = this.#parts;
    const asked = spoken.body();
    const target: RouteTarget =
      'body' in asked
        ? { kind: 'surface', surface: door.surface }
        : { kind: 'endpoint', endpoint: refusing(door.id, asked.fault) };
    const text = 'body' in asked ? asked.body : '';
    const own = { method: 'POST', path: request.path, query: '', headers: this.#headers, text, isUtf8: true };
    const route = target.kind === 'surface' ? target.surface.id : door.id;
    await handle(kit, { provider, route, params: {}, target, request: own }, (reply, manner) => {
      const sink = new MessageSink(this.#parts, spoken);
      return manner === undefined ? writeReply(sink, reply) : writePaced(sink, reply, manner);
    });
  }
}

/** What a message leads to that asks for nothing. */
const refusing = (id: string, fault: Error): Endpoint => ({
  id,
  route: { method: 'POST', path: '' },
  bodiless: true,
  handle() {
    throw fault;
  },
});
