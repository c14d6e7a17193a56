import { schemaRules } from '../../dialect/strict-schema';
import type { ChatBody } from '../schema';
import { contentRules } from './contents';
import { lengthRules } from './context-length';
import { fieldRules } from './fields';
import { parameterRules } from './parameters';
import { reasonerRules } from './reasoning-models';
import { schemasIn } from './schemas';
import { toolRules } from './tools';

/** What a schema cannot say, in the provider's order: first with their fields, then across fields. */
export const chatRules = [
  ...fieldRules,
  ...schemaRules<ChatBody>('functions', schemasIn),
  ...toolRules,
  ...parameterRules,
  ...contentRules,
  ...reasonerRules,
  ...lengthRules,
];
