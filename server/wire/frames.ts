import type { PooledBody } from '../core';

/** The pieces of a reply in their order; each is passed once. */
export interface ReplyPieces {
  /** True once all pieces were passed. */
  readonly isOver: boolean;
  /** True where one piece is left. */
  readonly isLast: boolean;
  /** Goes past the next piece. */
  pass(): void;
  /** All that was passed since the last call, as one. */
  passed(): Uint8Array;
}

/** The pieces of a transformed reply. */
export class ListedPieces implements ReplyPieces {
  readonly #list: readonly Uint8Array[];
  #from = 0;
  #to = 0;

  constructor(list: readonly Uint8Array[]) {
    this.#list = list;
  }

  get isOver(): boolean {
    return this.#to >= this.#list.length;
  }

  get isLast(): boolean {
    return this.#to === this.#list.length - 1;
  }

  pass(): void {
    this.#to += 1;
  }

  passed(): Uint8Array {
    const list = this.#list.slice(this.#from, this.#to);
    this.#from = this.#to;
    return list.length === 1 ? (list[0] as Uint8Array) : Buffer.concat(list);
  }
}

const BLANK_LINE = '\n\n';

/** Frames that are found in a stream's body when they are due: an open stream holds none that has not left. */
export class FrameScanner implements ReplyPieces {
  readonly #body: Uint8Array | PooledBody;
  readonly #outline: Buffer;
  #from = 0;
  #to = 0;

  constructor(body: Uint8Array | PooledBody) {
    const { buffer, byteOffset, length } = 'outline' in body ? body.outline : body;
    this.#body = body;
    this.#outline = Buffer.from(buffer, byteOffset, length);
  }

  get isOver(): boolean {
    return this.#to >= this.#outline.length;
  }

  get isLast(): boolean {
    return !this.isOver && this.#end() >= this.#outline.length;
  }

  pass(): void {
    this.#to = this.#end();
  }

  /** Where the next piece ends. */
  #end(): number {
    const end = this.#outline.indexOf(BLANK_LINE, this.#to);
    return end < 0 ? this.#outline.length : end + BLANK_LINE.length;
  }

  passed(): Uint8Array {
    const from = this.#from;
    this.#from = this.#to;
    return partOf(this.#body, from, this.#to);
  }
}

/** Some bytes of a body. */
export const partOf = (body: Uint8Array | PooledBody, from: number, to: number): Uint8Array =>
  'outline' in body ? body.slice(from, to) : body.subarray(from, to);

/** All frames of a stream, for transforms. */
export function framesIn(bytes: Uint8Array): readonly Uint8Array[] {
  const found = new FrameScanner(bytes);
  const frames: Uint8Array[] = [];
  while (!found.isOver) {
    found.pass();
    frames.push(found.passed());
  }
  return frames;
}
