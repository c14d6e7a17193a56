import { z } from 'zod';

const HOUR = 3_600;
const MONTH = 2_592_000;

/** "The number of seconds after the anchor time that the file will expire. Must be between 3600 and 2592000." */
export const expiresAfter = z.strictObject({ anchor: z.literal('created_at'), seconds: z.int().min(HOUR).max(MONTH) });

/** "By default, files with purpose=batch expire after 30 days and all other files are persisted." */
export const defaultExpiry = (purpose: string): number | undefined => (purpose === 'batch' ? MONTH : undefined);
