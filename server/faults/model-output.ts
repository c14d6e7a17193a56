import { z } from 'zod';
import { kind, known } from './fault-kind';

const USUAL = 8;

const after = z.int().min(1).optional().describe(`tokens that are said before (${USUAL})`);

/** Turns that end otherwise than the client hopes. */
export const turnKinds = [
  kind({
    id: 'refusal',
    says: 'The model declines to answer.',
    source: known('docs', 'OpenAI: refusal parts; Anthropic: stop_reason refusal'),
    params: { text: z.string().min(1).optional().describe('the words in which it declines') },
    effect: ({ text = "I'm sorry, but I can't help with that." }) => ({ place: 'turn', turn: { says: text } }),
  }),
  kind({
    id: 'content-filter',
    says: "A filter of content ends the turn: OpenAI's content_filter, Anthropic's refusal.",
    source: known('docs', 'OpenAI: finish_reason content_filter; Anthropic: streaming refusals'),
    params: { after },
    effect: ({ after: tokens = USUAL }) => ({
      place: 'turn',
      turn: { after: tokens, stop: 'content-filter' },
    }),
  }),
  kind({
    id: 'pause',
    says: "The turn pauses: Anthropic's pause_turn. OpenAI has no such thing; there the turn just stops.",
    source: known('docs', 'Anthropic: stop_reason pause_turn'),
    params: { after },
    effect: ({ after: tokens = USUAL }) => ({ place: 'turn', turn: { after: tokens, stop: 'pause' } }),
  }),
] as const;
