import type { Socket } from 'node:net';
import { Writable } from 'node:stream';
import type { Sink } from './outgoing-reply';

/** How a reply is said in messages. */
export interface MessageFormat {
  /** An event of a stream, given as its data. */
  say(event: string): string;
  /** A reply that is no stream. */
  refuse(status: number, body: string): string;
}

/** What is asked of a WebSocket; the published types name no package that is bundled. */
interface Channel {
  readonly readyState: number;
  readonly OPEN: number;
  send(message: string, sent?: (error?: Error | null) => void): void;
  once(event: 'close', listener: () => void): unknown;
  off(event: 'close', listener: () => void): unknown;
}

/** A connection and what lies under it. */
export interface SocketPair {
  readonly webSocket: Channel;
  readonly socket: Socket;
}

const BLANK_LINE = '\n\n';
const DATA = 'data:';
const STREAM = 'text/event-stream';

/** Takes a reply as a response would, and sends it over a WebSocket: a message for each event, or one for all of it. */
export class MessageSink extends Writable implements Sink {
  readonly socket: Socket;
  readonly #webSocket: Channel;
  readonly #speech: MessageFormat;
  readonly #decoder = new TextDecoder();
  #status = 0;
  #isStream = false;
  /** What has come of an event that is not whole yet. */
  #rest = '';

  constructor({ webSocket, socket }: SocketPair, speech: MessageFormat) {
    super();
    this.socket = socket;
    this.#webSocket = webSocket;
    this.#speech = speech;
    const leave = () => this.destroy();
    webSocket.once('close', leave);
    this.once('close', () => webSocket.off('close', leave));
    if (webSocket.readyState !== webSocket.OPEN) leave();
  }

  writeHead(status: number, headers: string[]): void {
    this.#status = status;
    this.#isStream = headers.some((text) => text.startsWith(STREAM));
  }

  flushHeaders(): void {
    // Nothing is sent before the first event.
  }

  override _write(chunk: Uint8Array, _encoding: string, done: (error?: Error | null) => void): void {
    this.#rest += this.#decoder.decode(chunk, { stream: true });
    const messages = this.#isStream ? this.#whole() : [];
    this.#send(messages, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#send(this.#isStream ? [] : [this.#speech.refuse(this.#status, this.#rest)], done);
  }

  /** The events that are whole by now. */
  #whole(): string[] {
    const frames = this.#rest.split(BLANK_LINE);
    this.#rest = frames.pop() ?? '';
    return frames.flatMap((frame) => {
      const data = frame.split('\n').flatMap((line) => (line.startsWith(DATA) ? [line.slice(DATA.length).trim()] : []));
      return data.length === 0 ? [] : [this.#speech.say(data.join('\n'))];
    });
  }

  /** The next piece waits until these have left. */
  #send(messages: readonly string[], done: (error?: Error | null) => void): void {
    const last = messages.at(-1);
    if (last === undefined) {
      done();
      return;
    }
    for (const message of messages.slice(0, -1)) this.#webSocket.send(message);
    this.#webSocket.send(last, () => done());
  }
}
