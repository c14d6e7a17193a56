import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A text's hash as a content security policy writes it. */
export const policyHash = (text: string): string => `'sha256-${digest(text).toString('base64')}'`;

/** Compares two secrets in a time that tells nothing of them: neither where they differ, nor their lengths. */
export const isSameSecret = (shown: string, secret: string): boolean => timingSafeEqual(digest(shown), digest(secret));
