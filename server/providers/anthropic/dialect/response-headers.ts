import type { HeaderList, Reply, ResponseInfo } from '../../../core';
import { requestId } from './ids';

/** The organization of everybody who asks an emulator. */
export const ORGANIZATION = '5f0c9a7e-3d42-4b8a-9c1f-6e2d7b80a413';
const WORKSPACE = 'wrkspc_01JwQvzr7rXLA5AGx3HKfFUJ';

/** What every answer carries, refusals included. */
const ALWAYS: HeaderList = [
  ['strict-transport-security', 'max-age=31536000; includeSubDomains; preload'],
  ['vary', 'Accept-Encoding'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['x-robots-tag', 'none'],
];

const ACCOUNT = [
  ['anthropic-organization-id', ORGANIZATION],
  ['anthropic-workspace-id', WORKSPACE],
] as const satisfies HeaderList;

const KINDS: { readonly [Kind in 'json' | 'stream']: HeaderList } = {
  json: [['content-type', 'application/json'], ...ACCOUNT, ...ALWAYS],
  stream: [['content-type', 'text/event-stream; charset=utf-8'], ['cache-control', 'no-cache'], ...ACCOUNT, ...ALWAYS],
};

const REFUSED: HeaderList = [['content-type', 'application/json'], ...ALWAYS];

/** Headers of an answer; limits of rates are not among them. */
export const responseHeaders = ({ ids }: ResponseInfo, kind: 'json' | 'stream'): HeaderList => [
  ['request-id', requestId(ids)],
  ...KINDS[kind],
];

/** Headers of a refusal. One that knows no account names none (recordings of 400s and 401s). */
export const errorHeaders = (id: string, status: number): HeaderList => [
  ['request-id', id],
  ...(status === UNAUTHENTICATED ? [] : [ACCOUNT[0]]),
  ...REFUSED,
];

const UNAUTHENTICATED = 401;

const ORIGIN: readonly [string, string] = ['access-control-allow-origin', '*'];

/** What a page's script may read besides the body. */
const EXPOSED = ['request-id', 'anthropic-organization-id', 'retry-after', 'x-should-retry'].join(', ');

/** Headers that the SDK sends from a browser. */
const ALLOWED = [
  'accept',
  'anthropic-beta',
  'anthropic-dangerous-direct-browser-access',
  'anthropic-version',
  'authorization',
  'content-type',
  'user-agent',
  'x-api-key',
  'x-app',
  'x-llmulator-namespace',
  'x-stainless-arch',
  'x-stainless-helper',
  'x-stainless-helper-method',
  'x-stainless-lang',
  'x-stainless-os',
  'x-stainless-package-version',
  'x-stainless-retry-count',
  'x-stainless-runtime',
  'x-stainless-runtime-version',
  'x-stainless-timeout',
].join(', ');

const PREFLIGHT: Reply = {
  status: 204,
  headers: [
    ORIGIN,
    ['access-control-allow-methods', 'GET, POST, DELETE, OPTIONS'],
    ['access-control-allow-headers', ALLOWED],
    ['access-control-max-age', '600'],
  ],
  body: '',
};

/** A page may ask from anywhere as long as it sends the consent header, which the doorkeeper wants to see. */
export const cors = {
  preflight: PREFLIGHT,
  answer: [ORIGIN, ['access-control-expose-headers', EXPOSED]] as HeaderList,
} as const;
