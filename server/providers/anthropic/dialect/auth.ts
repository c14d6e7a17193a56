import { type AccessRules, isKeyAccepted, type Precheck, ProblemError, type WireRequest } from '../../../core';
import { betaHeader, contentEncoding, contentType, versionHeader } from './request-headers';

/** How a key was shown; each way has its own sentence when the key is wrong. */
export type CredentialScheme = 'key' | 'bearer' | 'oauth';

interface PresentedKey {
  readonly key: string;
  readonly scheme: CredentialScheme;
}

/** Tokens of the service's OAuth begin so. */
const OAUTH_PREFIX = 'sk-ant-oat';

/** `x-api-key` wins when both are sent. */
function presentedKey({ headers }: WireRequest): PresentedKey | undefined {
  const key = headers['x-api-key']?.trim();
  if (key) return { key, scheme: 'key' };
  const bearer = /^bearer\s+(\S.*)$/i.exec(headers['authorization'] ?? '')?.[1]?.trim();
  if (!bearer) return undefined;
  return { key: bearer, scheme: bearer.startsWith(OAUTH_PREFIX) ? 'oauth' : 'bearer' };
}

/** The key that a request shows, or undefined. */
export const credential = (request: WireRequest): string | undefined => presentedKey(request)?.key;

const keyCheck: Precheck = {
  id: 'credentials',
  check(request: WireRequest, gate: AccessRules) {
    const found = presentedKey(request);
    if (found === undefined) throw new ProblemError('missing-credentials');
    if (!isKeyAccepted(found.key, gate)) {
      throw new ProblemError('invalid-credentials', { scheme: found.scheme });
    }
  },
};

/** Header with which a page says that it knows what it does to its key. */
const BROWSER_CONSENT = 'anthropic-dangerous-direct-browser-access';

// "CORS requests must set 'anthropic-dangerous-direct-browser-access' header"
const browserCheck: Precheck = {
  id: 'browser',
  check({ headers }) {
    if (headers['origin'] !== undefined && headers[BROWSER_CONSENT] !== 'true') {
      throw new ProblemError('browser-not-allowed');
    }
  },
};

/** Checks before the body, in the order of the rulebook: transport, auth, headers. */
export const prechecks: readonly Precheck[] = [
  contentEncoding,
  keyCheck,
  browserCheck,
  versionHeader,
  betaHeader,
  contentType,
];
