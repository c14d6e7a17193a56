import type { RuleId } from '../../../validation';
import { betaRules } from './rulebook/betas';
import { cachingRules } from './rulebook/caching';
import { fileRules } from './rulebook/files';
import { generationRules } from './rulebook/generation';
import { lengthRules } from './rulebook/length';
import { mediaRules } from './rulebook/media';
import { containerRules, offerRules } from './rulebook/offer';
import { pairingRules } from './rulebook/pairing';
import { schemaRules } from './rulebook/schemas';
import { serverToolRules } from './rulebook/server-tools';
import { thoughtRules } from './rulebook/thoughts';
import { threadRules } from './rulebook/threads';
import { turnRules } from './rulebook/turns';
import { versionRules } from './rulebook/versions';

/** All that a schema cannot say, in the order of the house's phases: shape, tools, semantics, thinking, media, container. */
export const messagesRules = [
  ...threadRules,
  ...versionRules,
  ...turnRules,
  ...pairingRules,
  ...offerRules,
  ...serverToolRules,
  ...betaRules,
  ...generationRules,
  ...schemaRules,
  ...cachingRules,
  ...thoughtRules,
  ...mediaRules,
  ...fileRules,
  ...containerRules,
  ...lengthRules,
] as const;

/** The ids of these rules; each has a sentence in the house's wording. */
export type MessagesRuleId = RuleId<typeof messagesRules>;

/** Those about betas, versions and the house's own tools. */
export type BetaRuleId = RuleId<typeof versionRules | typeof serverToolRules | typeof betaRules>;
