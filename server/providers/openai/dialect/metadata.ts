import { z } from 'zod';
import { recordOf } from '../../../contract';

const MAX_PAIRS = 16;
const MAX_KEY = 64;
const MAX_VALUE = 512;

/** "Set of 16 key-value pairs that can be attached to an object." */
export const metadata = recordOf({
  key: z.string().max(MAX_KEY),
  value: z.string().max(MAX_VALUE),
  called: 'a metadata object',
  most: MAX_PAIRS,
});
