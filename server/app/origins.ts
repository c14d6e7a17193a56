import type { IncomingHttpHeaders } from 'node:http';

/** From where browsers may use the API. */
export interface OriginRules {
  /** Names of this server without port; undefined where it is bound to more than loopback and may have any. */
  readonly hosts: ReadonlySet<string> | undefined;
  /** Origins that are let in besides those of loopback, such as `https://app.example`; `*` stands for all. */
  readonly allowed: ReadonlySet<string>;
}

/** Names under which a machine reaches itself. */
export const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]', '::1'];

/**
 * Why a request is refused that a page in a browser has made, or undefined. Without this check any page that a
 * developer opens could use an emulator that takes any key, and read what others have stored there: from its own
 * origin, or by a host name that it points at this machine (DNS rebinding).
 */
export function pageRefusal(headers: IncomingHttpHeaders, { hosts, allowed }: OriginRules): string | undefined {
  if (allowed.has('*')) return undefined;
  const { host = '', origin } = headers;
  const name = hostName(host);
  if (hosts !== undefined && host !== '' && !hosts.has(name)) {
    return `llmulator does not answer under the host name '${name}'. Start it with --allow-host ${name} if that name is meant to lead here.`;
  }
  if (origin === undefined) return isForeignResource(headers) ? FOREIGN_RESOURCE : undefined;
  if (isLoopback(origin) || allowed.has(origin) || isSelf(origin, host)) return undefined;
  return `llmulator does not answer pages of the origin '${origin}'. Start it with --allow-origin ${origin}, or with --keys, if such pages are meant to use it.`;
}

/** A Host header without its port, in lower case; an IPv6 address keeps its brackets. */
export const hostName = (host: string): string => host.replace(/:\d+$/, '').toLowerCase();

/** Is an origin that of the server itself, also behind a proxy that speaks https? */
export const isSelf = (origin: string, host: string): boolean =>
  origin === `http://${host}` || origin === `https://${host}`;

const FOREIGN_RESOURCE =
  "llmulator does not serve resources to pages of other origins. Start it with --allow-origin '*' if that is meant.";

/** An image, script or style that a page of another site embeds: browsers name no origin for these, and say so. */
export const isForeignResource = (headers: IncomingHttpHeaders): boolean =>
  headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate';

function isLoopback(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  const isHttp = protocol === 'http:' || protocol === 'https:';
  return isHttp && (LOOPBACK.includes(hostname) || hostname.endsWith('.localhost') || /^127(\.\d+){3}$/.test(hostname));
}
