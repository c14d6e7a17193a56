import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Problem, Provider, Reply } from '../core';
import { createIds, hashText } from '../lib';
import { isOwnHost } from '../operations';
import { wireRequest } from './exchange';

/** Whose requests the providers' routes answer. */
export interface PageRules {
  /** Host names of the server, without port. */
  readonly hosts: ReadonlySet<string>;
  /** Listening on all addresses: a host may be any address, or a name without a dot, which no public DNS resolves. */
  readonly isEverywhere: boolean;
  /** Origins of pages besides those on loopback; `*` stands for all, on any host. */
  readonly origins: ReadonlySet<string>;
  /** With keys of its own an emulator is closed to who has none, and answers pages as the vendors do. */
  readonly hasKeys: boolean;
}

/** Why a request is refused, and how it can be let in. */
export interface PageRefusal {
  readonly message: string;
  readonly hint: string;
}

/** RFC 6761 §6.3: names below `localhost` are loopback too. */
const LOOPBACK_ORIGIN = /^https?:\/\/((?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** Refuses pages of other origins, and requests under a name that is not the server's (DNS rebinding). */
export function pageRefusal({ headers }: IncomingMessage, rules: PageRules): PageRefusal | undefined {
  if (rules.hasKeys || rules.origins.has('*')) return undefined;
  const { host, origin } = headers;
  if (host !== undefined && !isOurs(host, rules)) {
    return {
      message: `Host '${host}' is none of this emulator's names.`,
      hint: `start with --allow-host ${nameOf(host)}, or with --keys`,
    };
  }
  if (origin === undefined || LOOPBACK_ORIGIN.test(origin) || rules.origins.has(origin.toLowerCase())) return undefined;
  const isSame = origin === `http://${host}` || origin === `https://${host}`;
  if (isSame) return undefined;
  return {
    message: `Pages of '${origin}' may not use this emulator.`,
    hint: `start with --allow-origin ${origin}, or with --keys`,
  };
}

/** The refusal in a provider's envelope. Without headers of CORS: the page cannot read it, its developer sees the log. */
export function pageRefusalReply(provider: Provider, request: IncomingMessage, { message, hint }: PageRefusal): Reply {
  const facts = { message: `${message} To let it in, ${hint}.` };
  const reply = replyOutside(provider, request, { kind: 'foreign-page', facts, issues: [] });
  return { ...reply, headers: [...reply.headers, ['x-llmulator-rule', 'foreign-page'], ['x-llmulator-hint', hint]] };
}

/** A refusal in a provider's envelope that does not go through the pipeline. */
export function replyOutside(provider: Provider, request: IncomingMessage, problem: Problem): Reply {
  const info = {
    request: wireRequest(request),
    ids: createIds(hashText(`${request.method} ${request.url}`)),
    elapsedMs: 0,
    hasEdge: false,
    model: undefined,
    route: undefined,
  };
  return provider.errorReply(provider.formatError(problem, info), info);
}

const nameOf = (host: string): string => host.replace(/:\d+$/, '').toLowerCase();

function isOurs(host: string, { hosts, isEverywhere }: PageRules): boolean {
  if (isOwnHost(host, hosts)) return true;
  const name = nameOf(host);
  return isEverywhere && (!name.includes('.') || isIP(name.replace(/^\[|\]$/g, '')) !== 0);
}
