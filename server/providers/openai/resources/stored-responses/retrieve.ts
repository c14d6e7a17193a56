import type { Endpoint, EndpointReply, Frame } from '../../../../core';
import { written } from '../../responses/render';
import { unfinishedResponse } from '../../responses/response-object';
import { type BackgroundProgress, responseAt, type StoredResponse } from '../../responses/stored-response';
import { checkRequest, referencedResponse, type StoredResponseRequest } from './check-request';

/** `GET /responses/{id}`: a stored response, or what is left of its stream. */
export const retrieveResponse: Endpoint = {
  id: 'response-retrieval',
  route: { method: 'GET', path: '/responses/:id' },
  loads: referencedResponse,
  handle(context) {
    const { request, stored } = checkRequest('retrieve', context);
    const { stream } = stored.progress ?? {};
    if (request.stream === true && stream !== undefined) return resumed(stored, request, context.nowMs);
    return written(responseAt(stored, context.nowMs));
  },
};

/** Padding as a frame bears it; quotes inside of a text are escaped, so that no text looks like it. */
const PADDING = /"obfuscation":"[^"]*",/;

/** The frames after the one that a client has seen; what is still to come comes when it is due. */
function resumed(stored: StoredResponse, request: StoredResponseRequest, now: number): EndpointReply {
  const { frames, dues, padded } = (stored.progress as Required<BackgroundProgress>).stream;
  const told = cancelledIn(stored) ?? { frames, dues };
  const from = (request.starting_after ?? -1) + 1;
  const isPadded = request.include_obfuscation ?? padded;
  return {
    frames: told.frames.slice(from).map((frame) => (isPadded ? frame : frame.replace(PADDING, ''))),
    due: told.dues.slice(from).map((due) => Math.max(0, due - now)),
  };
}

/** The stream of a cancelled response ends with an event of failure that tells of the cancelling. */
function cancelledIn({
  response,
  progress,
}: StoredResponse): { frames: readonly Frame[]; dues: readonly number[] } | undefined {
  const { cancelled, stream, tier = '' } = progress ?? {};
  if (cancelled === undefined || stream === undefined) return undefined;
  const sent = stream.dues.filter((due) => due <= cancelled).length;
  const shown = JSON.stringify(unfinishedResponse(response, 'cancelled', tier));
  const last = `event: response.failed\ndata: {"type":"response.failed","response":${shown},"sequence_number":${sent}}\n\n`;
  return { frames: [...stream.frames.slice(0, sent), last], dues: [...stream.dues.slice(0, sent), cancelled] };
}
