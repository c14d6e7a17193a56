import { partOf } from './frames';
import type { Delivery, EncodedReply } from './outgoing-reply';

/** What the log of a reply tells in the end. */
export interface Logged {
  /** When each piece left, in Unix milliseconds. */
  readonly frameTimes: readonly number[];
  /** The bytes that left, where they are not the whole reply as it was. */
  readonly reply?: Uint8Array;
}

/** What left of a reply that does not go at once, and when. */
export class FrameLog {
  readonly #times: number[] = [];
  /** Of a bent reply: its bytes, for they may differ from the reply's own. */
  readonly #bent: Uint8Array[] = [];
  #length = 0;

  constructor(readonly isTransformed: boolean) {}

  /** A piece leaves now. */
  recordTime(time: number): void {
    this.#times.push(time);
  }

  /** These bytes leave; they are lent, and change once the reply has left. */
  recordBytes(bytes: Uint8Array): void {
    this.#length += bytes.length;
    if (this.isTransformed) this.#bent.push(Buffer.from(bytes));
  }

  /** `body`: that of the reply as it was. */
  end(delivery: Delivery, body: EncodedReply['body']): Logged {
    const frameTimes = this.#times;
    if (this.isTransformed) return { frameTimes, reply: Buffer.concat(this.#bent) };
    return delivery === 'sent' ? { frameTimes } : { frameTimes, reply: Buffer.from(partOf(body, 0, this.#length)) };
  }
}
