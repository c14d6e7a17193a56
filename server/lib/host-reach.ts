/** Names that RFC 2606 and RFC 6761 keep out of the public DNS, and those of home and office networks. */
const NOWHERE = /(^|\.)(test|invalid|example|localhost|local|internal|lan|onion|home\.arpa)$/;

/** RFC 2606 §3: these answer, but nothing that anybody needs stands there. */
const PLACEHOLDER = /(^|\.)example\.(com|net|org)$/;

/** Loopback, private, shared, link-local and unspecified addresses (RFC 1122, 1918, 3927, 6598), as URLs print them. */
const PRIVATE_V4 =
  /^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;

/** The same for IPv6: ::, ::1, fc00::/7, fe80::/10, and mapped IPv4 loopback. */
const PRIVATE_V6 = /^\[(::1?|f[cd][\da-f]{2}:.*|fe[89ab][\da-f]:.*|::ffff:7f[\da-f]{2}:.*)\]$/;

/** Where a web address leads as far as its host tells: `nowhere` for who is not in that network, or to a placeholder. */
export type HostReach = 'nowhere' | 'placeholder' | 'somewhere';

/** Judges a host by its name alone; nothing is looked up. */
export function hostReach(url: string): HostReach {
  if (!URL.canParse(url)) return 'nowhere';
  const host = new URL(url).hostname.replace(/\.$/, '');
  if (PLACEHOLDER.test(host)) return 'placeholder';
  const isBare = !host.includes('.') && !host.startsWith('[');
  return isBare || NOWHERE.test(host) || PRIVATE_V4.test(host) || PRIVATE_V6.test(host) ? 'nowhere' : 'somewhere';
}
