import { z } from 'zod';
import type { HeaderList } from '../core';
import { kind, known } from './fault-kind';

/** Statuses of a proxy whose server fails. */
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

const htmlPage =
  (server: string, ...further: HeaderList) =>
  (status: ProxyStatus): Page => {
    const title = `${status} ${REASONS[status]}`;
    const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>${server}</center>\r\n</body>\r\n</html>\r\n`;
    return { headers: [['server', server], ['content-type', 'text/html'], ...further], body };
  };

const proxies = {
  nginx: htmlPage('nginx'),
  cloudflare: htmlPage('cloudflare', ['cf-ray', '8f0b6e2f4c1d9a37-FRA']),
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

const PAGES = "the proxies' own sources: nginx's special responses, Envoy's local replies";

const answers = <const Id extends string>(id: Id, status: ProxyStatus, says: string) =>
  kind({
    id,
    says,
    source: known('sdk', PAGES),
    params: { proxy },
    effect: ({ proxy: by = 'nginx' }) => ({ place: 'proxy', status, ...proxies[by](status) }),
  });

/** Pages of proxies, which no client can parse. */
export const proxyKinds = [
  answers('bad-gateway', 502, "Answers with a proxy's page and 502, as when the house behind it has fallen over."),
  answers('unavailable', 503, "Answers with a proxy's page and 503, as when there is no house behind it."),
  answers('gateway-timeout', 504, "Answers with a proxy's page and 504, as when the house behind it took too long."),
] as const;
