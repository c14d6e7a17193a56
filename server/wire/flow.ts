import type { HeaderList } from '../core';

/** What becomes of the connection once all has been written that shall be. */
export type Ending =
  /** The reply ends as it should. */
  | 'end'
  /** The connection is closed, whatever was promised. */
  | 'cut'
  /** The connection is reset: the client's system is told that something went wrong. */
  | 'reset'
  /** Nothing more comes, and nothing is closed. */
  | 'hang';

/** A reply as it goes over the wire: what faults bend. */
export interface Flow {
  readonly status: number;
  readonly headers: HeaderList;
  /** False: not even a status line is sent. */
  readonly head: boolean;
  /** Each is a frame, or a piece that leaves on its own. */
  readonly pieces: readonly Uint8Array[];
  readonly ending: Ending;
  /** Milliseconds before anything is sent. */
  readonly delay: number;
  /** Milliseconds between pieces, where that is not the pace's business. */
  readonly gap: number | undefined;
  /** Are the pieces frames of a stream? */
  readonly isStream: boolean;
}

const BLANK_LINE = '\n\n';

/** Cuts the bytes of a stream after each blank line; they are views, not copies. */
function framesIn(bytes: Uint8Array): readonly Uint8Array[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const frames: Uint8Array[] = [];
  let from = 0;
  for (let to = buffer.indexOf(BLANK_LINE); to >= 0; to = buffer.indexOf(BLANK_LINE, from)) {
    frames.push(buffer.subarray(from, to + BLANK_LINE.length));
    from = to + BLANK_LINE.length;
  }
  if (from < buffer.length) frames.push(buffer.subarray(from));
  return frames;
}

/** What a reply's bytes are without any fault. */
export function flowOf(reply: { status: number; headers: HeaderList; bytes: Uint8Array }, isStream: boolean): Flow {
  const { status, headers, bytes } = reply;
  const pieces = isStream ? framesIn(bytes) : [bytes];
  return { status, headers, head: true, pieces, ending: 'end', delay: 0, gap: undefined, isStream };
}

/** All pieces as one. */
export const joined = ({ pieces }: Flow): Buffer => Buffer.concat(pieces);
