import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { hostName, isForeignResource, isSelf } from '../app/origins';

/** Paths for health checks; they reveal nothing and need no token. */
export const OPEN_PATHS: ReadonlySet<string> = new Set(['/health', '/ready']);

/** Who may use the control plane. */
export interface GuardRules {
  /** Host names of the server, without port. Others are refused, against DNS rebinding. */
  readonly hosts: ReadonlySet<string>;
  /** Required when bound to more than loopback. */
  readonly token: string | undefined;
  /** Bound to more than loopback: without a token only health checks are answered. */
  readonly exposed: boolean;
}

/** Why a call to the control plane is refused, or undefined. */
export function guardError(
  request: IncomingMessage,
  rules: GuardRules,
): { status: number; message: string } | undefined {
  const { host = '', origin } = request.headers;
  if (origin !== undefined && !isSelf(origin, host)) {
    return { status: 403, message: `The control plane does not answer pages of another origin ('${origin}').` };
  }
  if (isForeignResource(request.headers)) {
    return { status: 403, message: 'The control plane serves no resources to pages of another origin.' };
  }
  if (rules.exposed || rules.token !== undefined) return tokenRefusal(request, rules.token);
  if (rules.hosts.has(hostName(host))) return undefined;
  return { status: 403, message: `Host '${host}' is none of this emulator's names (${[...rules.hosts].join(', ')}).` };
}

function tokenRefusal(
  request: IncomingMessage,
  token: string | undefined,
): { status: number; message: string } | undefined {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const shown = request.headers['x-llmulator-token'] ?? bearer;
  if (token !== undefined && typeof shown === 'string' && isSame(shown, token)) return undefined;
  const hint = token === undefined ? 'start with --control-token TOKEN' : 'send it as x-llmulator-token';
  return { status: 401, message: `The control plane of an exposed or guarded emulator needs a token: ${hint}.` };
}

/** Compares in a time that tells nothing of the token but its length. */
function isSame(shown: string, token: string): boolean {
  const [left, right] = [Buffer.from(shown), Buffer.from(token)];
  return left.length === right.length && timingSafeEqual(left, right);
}
