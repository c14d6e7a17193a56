import { z } from 'zod';
import type { HeaderList } from '../core';
import { kind, known } from './fault-kind';

/** Statuses of a proxy that gets nothing good from behind. */
const REASONS = {
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

type ProxyStatus = keyof typeof REASONS;

interface Page {
  readonly headers: HeaderList;
  readonly body: string;
}

const html: HeaderList = [['content-type', 'text/html']];

/** How each proxy says it. */
const proxies = {
  nginx: (status: ProxyStatus): Page => {
    const title = `${status} ${REASONS[status]}`;
    const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
    return { headers: [['server', 'nginx'], ...html], body };
  },
  cloudflare: (status: ProxyStatus): Page => {
    const title = `${status} ${REASONS[status]}`;
    const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n`;
    return { headers: [['server', 'cloudflare'], ...html, ['cf-ray', '8f0b6e2f4c1d9a37-FRA']], body };
  },
  envoy: (status: ProxyStatus): Page => ({
    headers: [
      ['server', 'envoy'],
      ['content-type', 'text/plain'],
    ],
    body:
      status === 504
        ? 'upstream request timeout'
        : 'upstream connect error or disconnect/reset before headers. reset reason: connection termination',
  }),
};

const proxy = z.enum(['nginx', 'cloudflare', 'envoy']).optional().describe('whose page it is (nginx)');

const pageOf = (status: ProxyStatus, by: keyof typeof proxies = 'nginx') =>
  ({ place: 'proxy', status, ...proxies[by](status) }) as const;

const PAGES = "the proxies' own sources: nginx's special responses, Envoy's local replies";

/** Pages of proxies, which no client can parse. */
export const proxyKinds = [
  kind({
    id: 'bad-gateway',
    says: "Answers with a proxy's page and 502, as when the house behind it has fallen over.",
    source: known('sdk', PAGES),
    params: { proxy },
    effect: ({ proxy: by }) => pageOf(502, by),
  }),
  kind({
    id: 'unavailable',
    says: "Answers with a proxy's page and 503, as when there is no house behind it.",
    source: known('sdk', PAGES),
    params: { proxy },
    effect: ({ proxy: by }) => pageOf(503, by),
  }),
  kind({
    id: 'gateway-timeout',
    says: "Answers with a proxy's page and 504, as when the house behind it took too long.",
    source: known('sdk', PAGES),
    params: { proxy },
    effect: ({ proxy: by }) => pageOf(504, by),
  }),
] as const;
