import type { Frame } from '../core';
import type { Clock } from '../lib';
import { INSTANT, type Pace, Timetable } from '../pacing';
import type { FrameLog } from './frame-log';
import type { ReplyPieces } from './frames';
import type { Delivery, Schedule, Sink } from './outgoing-reply';
import type { ScheduledTask, Scheduler } from './scheduler';

/** When the pieces of a reply leave. */
export interface ReplyTiming {
  readonly pace: Pace;
  /** Where the pace's chance starts from. */
  readonly seed: number;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Sent between frames while the model is silent. */
  readonly ping: Frame | undefined;
  /** Sent while the request waits for the first frame. */
  readonly waiting: string | undefined;
  readonly log: FrameLog;
  /** Waited for before the last piece leaves; absent where nobody must know of the reply before it is whole. */
  readonly beforeLastFrame?: () => Promise<void>;
}

/** What is written: a reply's pieces, and how they go. */
export interface Load {
  readonly course: Schedule;
  readonly pieces: ReplyPieces;
}

/** Writes one reply, each piece when it is due: at the start plus its own offset, however late the one before was. */
export class PacedWriter implements ScheduledTask {
  due = 0;
  readonly #response: Sink;
  readonly #course: Schedule;
  readonly #pieces: ReplyPieces;
  readonly #timing: ReplyTiming;
  readonly #timetable: Timetable;
  #start = 0;
  #isFresh = true;
  /** When something was last said. */
  #said = 0;
  #begun = false;
  #sealed: boolean;
  #done: (delivery: Delivery) => void = () => undefined;
  #headers: string[] = [];

  constructor(response: Sink, { course, pieces }: Load, timing: ReplyTiming) {
    this.#response = response;
    this.#course = course;
    this.#pieces = pieces;
    this.#timing = timing;
    this.#sealed = timing.beforeLastFrame === undefined;
    const { pace, seed } = timing;
    // A reply in one piece has its whole length for a delay.
    const own = timing.clock.moves && course.isStream ? pace : INSTANT;
    this.#timetable = new Timetable(course.gap === undefined ? own : { ...INSTANT, gap: course.gap }, seed);
  }

  /** Settles once all is sent, the client has gone, or the fault has done its work. */
  write(headers: string[]): Promise<Delivery> {
    const { clock, scheduler, waiting } = this.#timing;
    const { delay, head } = this.#course;
    this.#headers = headers;
    return new Promise((resolve) => {
      this.#done = resolve;
      this.#response.once('close', () => {
        scheduler.drop(this);
        resolve(this.#response.writableFinished ? 'sent' : 'client-gone');
      });
      this.#start = clock.now() + delay;
      this.due = this.#start;
      // Who is told that he waits has the head at once.
      if (delay > 0 && (waiting === undefined || !head)) scheduler.add(this);
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
    else if (this.#pieces.isOver) this.#finish();
    else if (flows) this.#wait();
    else this.#response.once('drain', () => this.run());
  }

  #begin(): void {
    this.#begun = true;
    this.#said = this.#timing.clock.now();
    if (!this.#course.head) return;
    this.#response.writeHead(this.#course.status, this.#headers);
    this.#response.flushHeaders();
  }

  /** The pieces that are due, as one. */
  #gather(now: number): Uint8Array | undefined {
    const { log } = this.#timing;
    let count = 0;
    for (; this.#mayPass && this.#start + this.#timetable.due <= now; count += 1) {
      this.#pieces.pass();
      this.#timetable.step();
      log.recordTime(now);
    }
    if (count === 0) return undefined;
    this.#isFresh = false;
    const ready = this.#pieces.passed();
    log.recordBytes(ready);
    return ready;
  }

  /** What fills the silence of now. */
  get #filler(): string | undefined {
    return this.#isFresh ? this.#timing.waiting : this.#timing.ping;
  }

  /** True where a piece may be passed; the last one waits for `beforeLastFrame`. */
  get #mayPass(): boolean {
    return !this.#pieces.isOver && (this.#sealed || !this.#pieces.isLast);
  }

  /** True where only the last piece is left, and it is due. */
  #isAtSeal(now: number): boolean {
    return !this.#sealed && !this.#mayPass && (this.#pieces.isOver || this.#start + this.#timetable.due <= now);
  }

  #seal(): void {
    void this.#timing.beforeLastFrame?.().then(() => {
      this.#sealed = true;
      if (!this.#response.destroyed) this.run();
    });
  }

  #mayPing(now: number): void {
    const filler = this.#filler;
    if (filler === undefined || now - this.#said < this.#timing.pace.ping) return;
    this.#said = now;
    this.#response.write(filler);
  }

  #wait(): void {
    const { pace, scheduler } = this.#timing;
    const due = this.#start + this.#timetable.due;
    this.due = this.#filler === undefined ? due : Math.min(due, this.#said + pace.ping);
    scheduler.add(this);
  }

  #finish(): void {
    const { ending } = this.#course;
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
