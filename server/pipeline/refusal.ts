import { type Frame, type Ids, type Problem, ProblemError, type WireError } from '../core';

/** What the frames of a refused stream depend on besides the request. */
interface RefusalVariables {
  readonly ids: Ids;
  /** Unix seconds. */
  readonly created: number;
}

/** A refusal that the client reads as a stream: its status is 200, and its last frames are the error. */
export class StreamedRefusal extends ProblemError {
  readonly frames: (error: WireError, variables: RefusalVariables) => readonly Frame[];

  constructor({ kind, facts, issues }: Problem, frames: StreamedRefusal['frames']) {
    super(kind, facts, issues);
    this.frames = frames;
  }
}
