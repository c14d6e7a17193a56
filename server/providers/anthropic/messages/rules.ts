import type { RuleId } from '../../../validation';
import { cachingRules } from './rulebook/caching';
import { generationRules } from './rulebook/generation';
import { lengthRules } from './rulebook/length';
import { mediaRules } from './rulebook/media';
import { containerRules, offerRules } from './rulebook/offer';
import { pairingRules } from './rulebook/pairing';
import { schemaRules } from './rulebook/schemas';
import { thoughtRules } from './rulebook/thoughts';
import { turnRules } from './rulebook/turns';

/** All that a schema cannot say, in the order of the house's phases: shape, tools, semantics, thinking, media, container. */
export const messagesRules = [
  ...turnRules,
  ...pairingRules,
  ...offerRules,
  ...generationRules,
  ...schemaRules,
  ...cachingRules,
  ...thoughtRules,
  ...mediaRules,
  ...containerRules,
  ...lengthRules,
] as const;

/** The ids of these rules; each has a sentence in the house's wording. */
export type MessagesRuleId = RuleId<typeof messagesRules>;
