import { type Frame, type Problem, ProblemError, type RenderContext, type Surface, type WireError } from '../core';

/** What the frames of a refused stream depend on besides the request. */
type RefusalVariables = Pick<RenderContext<unknown>, 'ids' | 'created'>;

/** A refusal that the client reads as a stream: its status is 200, and its last frames are the error. */
export class StreamedRefusal extends ProblemError {
  readonly frames: (error: WireError, variables: RefusalVariables) => readonly Frame[];

  constructor({ kind, facts, issues }: Problem, frames: StreamedRefusal['frames']) {
    super(kind, facts, issues);
    this.frames = frames;
  }
}

/** What a check gives; its refusal is a stream where the surface tells it so. */
export function inStream<T>(
  { refusedStream }: Surface,
  refused: () => Omit<RenderContext<unknown>, keyof RefusalVariables>,
  check: () => T,
): T {
  try {
    return check();
  } catch (thrown) {
    const known = refused();
    if (!(thrown instanceof ProblemError) || refusedStream === undefined || !known.prompt.stream) throw thrown;
    throw new StreamedRefusal(thrown.problem, (error, variables) => refusedStream(error, { ...known, ...variables }));
  }
}
