import { betaRules } from './betas';
import { cachingRules } from './caching';
import { contextLengthRules, generationRules } from './generation';
import { mediaRules } from './media';
import { openThinkingRules } from './open-thinking';
import { schemaRules } from './schemas';
import { serverToolRules } from './server-tools';
import { fileRules, threadRules } from './stored-objects';
import { thinkingRules } from './thinking';
import { pairingRules } from './tool-pairing';
import { containerRules, toolRules } from './tools';
import { turnRules } from './turns';
import { versionRules } from './versions';

/** The rules beyond the schema, in the order in which the service checks: shape, tools, semantics, thinking, media, container. */
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
  ...openThinkingRules,
  ...mediaRules,
  ...fileRules,
  ...containerRules,
  ...contextLengthRules,
];
