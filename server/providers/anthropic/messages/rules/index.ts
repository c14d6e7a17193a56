import type { RuleId } from '../../../../contract';
import { betaRules } from './betas';
import { cachingRules } from './caching';
import { contextLengthRules } from './context-length';
import { fileRules } from './files';
import { generationRules } from './generation';
import { mediaRules } from './media';
import { schemaRules } from './schemas';
import { serverToolRules } from './server-tools';
import { thinkingRules } from './thinking';
import { threadRules } from './threads';
import { pairingRules } from './tool-pairing';
import { containerRules, toolRules } from './tools';
import { turnRules } from './turns';
import { versionRules } from './versions';

/** All that a schema cannot say, in the order of the house's phases: shape, tools, semantics, thinking, media, container. */
export const messagesRules = [
  ...threadRules,
  ...versionRules,
  ...turnRules,
  ...pairingRules,
  ...toolRules,
  ...serverToolRules,
  ...betaRules,
  ...generationRules,
  ...schemaRules,
  ...cachingRules,
  ...thinkingRules,
  ...mediaRules,
  ...fileRules,
  ...containerRules,
  ...contextLengthRules,
] as const;

/** The ids of these rules; each has a sentence in the house's wording. */
export type MessagesRuleId = RuleId<typeof messagesRules>;

/** Those about betas, versions and the house's own tools. */
export type BetaRuleId = RuleId<typeof versionRules | typeof serverToolRules | typeof betaRules>;
