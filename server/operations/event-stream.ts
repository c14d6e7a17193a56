import type { ServerResponse } from 'node:http';

/** Where the events of a stream come from. */
export interface StreamSource {
  /** The next event as it goes over the wire; undefined where there is nothing new. */
  next(): string | undefined;
  /** False: the stream ends once there is nothing new. */
  readonly follows: boolean;
  /** Calls when there may be something new, or never again; gives the function that ends it. */
  watch(changed: () => void, ended: () => void): () => void;
}

/** Milliseconds for which changes are gathered before they are told. */
const GATHERING = 40;
/** Milliseconds after which an idle stream says that it still lives. */
const HEARTBEAT = 15_000;

/** A reply of server-sent events that goes on until the client leaves or the source ends. */
export class EventStream {
  readonly #source: StreamSource;

  constructor(source: StreamSource) {
    this.#source = source;
  }

  /** Nothing is queued: the source is asked again once the socket has taken what was written. */
  writeTo(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    response.flushHeaders();
    if (this.#source.follows) this.#follow(response);
    else this.#writeNew(response, () => response.end());
  }

  /** Writes what is new; `done` is called when all of it was taken. */
  #writeNew(response: ServerResponse, done: () => void): void {
    for (let text = this.#source.next(); text !== undefined; text = this.#source.next()) {
      if (response.write(text)) continue;
      response.once('drain', () => this.#writeNew(response, done));
      return;
    }
    done();
  }

  #follow(response: ServerResponse): void {
    let isWriting = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = (): void => {
      timer = undefined;
      if (isWriting) return;
      isWriting = true;
      this.#writeNew(response, () => {
        isWriting = false;
      });
    };
    const changed = (): void => {
      timer ??= setTimeout(write, GATHERING);
    };
    const unwatch = this.#source.watch(changed, () => response.end());
    const heartbeat = setInterval(() => void response.write(': \n\n'), HEARTBEAT);
    response.on('close', () => {
      clearTimeout(timer);
      clearInterval(heartbeat);
      unwatch();
    });
    write();
  }
}
