import type { Envelope, Turn } from '../../../core';
import { pretty } from './print';
import { answerOf } from './response';
import type { ResponsesBody } from './schema';

/** Who pays is told in JSON bodies only, after `background`. */
const BILLING = { payer: 'developer' } as const;

/** This surface has one choice only. */
export function onlyTurn(turns: readonly Turn[]): Turn {
  const [turn] = turns;
  if (turn === undefined) throw new Error('a reply without a turn');
  return turn;
}

/** The JSON body of a finished response. */
export function render(turns: readonly Turn[], envelope: Envelope<ResponsesBody>): string {
  const { id, object, created_at, status, background, ...rest } = answerOf(onlyTurn(turns), envelope).response;
  return pretty({ id, object, created_at, status, background, billing: BILLING, ...rest });
}
