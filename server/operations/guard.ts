import type { IncomingMessage } from 'node:http';
import { isSameSecret } from '../lib';

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
  const { host = '', origin, 'sec-fetch-site': site } = request.headers;
  // Behind a proxy that speaks TLS the page's origin is https.
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) {
    return { status: 403, message: `The control plane does not answer pages of another origin ('${origin}').` };
  }
  // An image or a script of another page sends no Origin; a link to the inspector is a navigation.
  const isEmbedded = site === 'cross-site' || site === 'same-site';
  if (isEmbedded && !isVisit(request)) {
    return { status: 403, message: 'The control plane does not answer what pages of another origin embed.' };
  }
  if (rules.exposed || rules.token !== undefined) return tokenRefusal(request, rules.token);
  if (isOwnHost(host, rules.hosts)) return undefined;
  return { status: 403, message: `Host '${host}' is none of this emulator's names (${[...rules.hosts].join(', ')}).` };
}

function tokenRefusal(
  request: IncomingMessage,
  token: string | undefined,
): { status: number; message: string } | undefined {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const shown = request.headers['x-llmulator-token'] ?? bearer;
  if (token !== undefined && isSameSecret(String(shown), token)) return undefined;
  const hint = token === undefined ? 'start with --control-token TOKEN' : 'send it as x-llmulator-token';
  return { status: 401, message: `The control plane of an exposed or guarded emulator needs a token: ${hint}.` };
}

/** The inspector's page, opened by a link. */
const isVisit = ({ method, headers, url = '' }: IncomingMessage): boolean =>
  method === 'GET' && headers['sec-fetch-dest'] === 'document' && /^\/?(\?|$)/.test(url);

/** Whether a Host header, with or without a port, is one of some names or below `localhost`; an IPv6 address keeps its brackets. */
export function isOwnHost(host: string, names: ReadonlySet<string>): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return names.has(name) || name.endsWith('.localhost');
}
