import type { RenderContext, Turn } from '../../../core';
import { prettyResponse } from './json-format';
import { buildResponse } from './response';
import { type ResponseObject, requestedTier, unfinishedResponse } from './response-object';
import type { ResponsesBody } from './schema';

/** Who pays is told in JSON bodies only, after `background`. */
const BILLING = { payer: 'developer' } as const;

/** This surface has one choice only. */
export function onlyTurn(turns: readonly Turn[]): Turn {
  const [turn] = turns;
  if (turn === undefined) throw new Error('a reply without a turn');
  return turn;
}

/** A response as a JSON body. */
export function written({ id, object, created_at, status, background, ...rest }: ResponseObject): string {
  return prettyResponse({ id, object, created_at, status, background, billing: BILLING, ...rest });
}

/** The JSON body of a finished response, or of one that is made in the background. */
export function render(turns: readonly Turn[], envelope: RenderContext<ResponsesBody>): string {
  const { response } = buildResponse(onlyTurn(turns), envelope);
  const { body } = envelope;
  return written(body.background === true ? unfinishedResponse(response, 'queued', requestedTier(body)) : response);
}
