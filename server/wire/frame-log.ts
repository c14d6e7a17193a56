import type { Delivery } from './write';

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
  readonly #pieces: Uint8Array[] = [];

  /** `isBent`: pieces may differ from the reply, whose bytes are lent and change once it has left. */
  constructor(readonly isBent: boolean) {}

  left(piece: Uint8Array, at: number): void {
    this.#times.push(at);
    this.#pieces.push(this.isBent ? Buffer.from(piece) : piece);
  }

  end(delivery: Delivery): Logged {
    const frameTimes = this.#times;
    if (delivery === 'sent' && !this.isBent) return { frameTimes };
    return { frameTimes, reply: Buffer.concat(this.#pieces) };
  }
}
