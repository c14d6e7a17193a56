import type { ServerResponse } from 'node:http';
import type { Frame } from '../core';
import type { Clock } from '../entropy';
import { INSTANT, type Pace, Timetable } from '../pacing';
import type { Flow } from './flow';
import type { FrameLog } from './frame-log';
import type { Scheduler, Task } from './scheduler';
import type { Delivery } from './write';

/** When the pieces of a reply leave. */
export interface Timing {
  readonly pace: Pace;
  /** Where the pace's chance starts from. */
  readonly seed: number;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** What the house says while it has nothing to say. */
  readonly ping: Frame | undefined;
  readonly log?: FrameLog;
  /** Waited for before the last piece leaves; absent where nobody must know of the reply before it is whole. */
  readonly seal?: () => Promise<void>;
}

/** Writes one reply, each piece when it is due: at the start plus its own offset, however late the one before was. */
export class PacedWriter implements Task {
  due = 0;
  readonly #response: ServerResponse;
  readonly #flow: Flow;
  readonly #timing: Timing;
  readonly #timetable: Timetable;
  #start = 0;
  #next = 0;
  /** When something was last said; pings come only between frames. */
  #said = Number.POSITIVE_INFINITY;
  #begun = false;
  #sealed: boolean;
  #done: (delivery: Delivery) => void = () => undefined;
  #headers: string[] = [];

  constructor(response: ServerResponse, flow: Flow, timing: Timing) {
    this.#response = response;
    this.#flow = flow;
    this.#timing = timing;
    this.#sealed = timing.seal === undefined;
    const { pace, seed } = timing;
    const own = timing.clock.moves ? pace : INSTANT;
    this.#timetable = new Timetable(flow.gap === undefined ? own : { ...INSTANT, gap: flow.gap }, seed);
  }

  /** Settles once all is sent, the client has gone, or the fault has done its work. */
  write(headers: string[]): Promise<Delivery> {
    const { clock, scheduler } = this.#timing;
    const { delay, isStream, gap } = this.#flow;
    this.#headers = headers;
    return new Promise((resolve) => {
      this.#done = resolve;
      this.#response.once('close', () => {
        scheduler.drop(this);
        resolve(this.#response.writableFinished ? 'sent' : 'client-gone');
      });
      this.#start = clock.now() + delay;
      this.due = this.#start;
      // A reply in one piece has waited already.
      if (!isStream && gap === undefined) this.#start = Number.NEGATIVE_INFINITY;
      if (delay > 0) scheduler.add(this);
      else this.run();
    });
  }

  /** One moment: writes all that is due by now, and waits for the next. */
  run(): void {
    if (!this.#begun) this.#begin();
    const now = this.#timing.clock.now();
    const ready = this.#gather(now);
    const flows = ready === undefined || this.#response.write(ready);
    if (ready !== undefined) this.#said = now;
    else this.#mayPing(now);
    if (this.#isAtSeal(now)) this.#seal();
    else if (this.#next >= this.#flow.pieces.length) this.#finish();
    else if (flows) this.#wait();
    else this.#response.once('drain', () => this.run());
  }

  #begin(): void {
    this.#begun = true;
    if (!this.#flow.head) return;
    this.#response.writeHead(this.#flow.status, this.#headers);
    this.#response.flushHeaders();
  }

  /** The pieces that are due, as one. */
  #gather(now: number): Uint8Array | undefined {
    const { pieces } = this.#flow;
    const from = this.#next;
    const end = this.#sealed ? pieces.length : pieces.length - 1;
    while (this.#next < end && this.#start + this.#timetable.due <= now) {
      this.#timing.log?.left(pieces[this.#next] as Uint8Array, now);
      this.#next += 1;
      this.#timetable.step();
    }
    if (this.#next === from) return undefined;
    return this.#next === from + 1 ? pieces[from] : Buffer.concat(pieces.slice(from, this.#next));
  }

  /** Is nothing left but the last piece, and that one due? */
  #isAtSeal(now: number): boolean {
    const { length } = this.#flow.pieces;
    return !this.#sealed && this.#next >= length - 1 && (length === 0 || this.#start + this.#timetable.due <= now);
  }

  #seal(): void {
    void this.#timing.seal?.().then(() => {
      this.#sealed = true;
      if (!this.#response.destroyed) this.run();
    });
  }

  #mayPing(now: number): void {
    const { ping, pace } = this.#timing;
    if (ping === undefined || now - this.#said < pace.ping) return;
    this.#said = now;
    this.#response.write(ping);
  }

  #wait(): void {
    const { ping, pace, scheduler } = this.#timing;
    const due = this.#start + this.#timetable.due;
    this.due = ping === undefined ? due : Math.min(due, this.#said + pace.ping);
    scheduler.add(this);
  }

  #finish(): void {
    const { ending } = this.#flow;
    if (ending === 'end') this.#response.end(() => this.#done('sent'));
    else if (ending !== 'hang') this.#break(ending);
  }

  #break(ending: 'cut' | 'reset'): void {
    const { socket } = this.#response;
    this.#done('broken');
    const close = () => (ending === 'reset' ? socket?.resetAndDestroy() : socket?.destroy());
    // What was written must have left, for the client shall see it.
    if (socket !== null && socket.writableLength > 0) socket.write('', close);
    else setImmediate(close);
  }
}
