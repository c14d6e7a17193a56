import type { HeaderList, Provider, ResponseInfo } from '../../../core';
import { dialectOf } from './gateway';
import { requestId } from './ids';

/** The API's version, the same since 2020. */
const VERSION = '2020-10-01';
/** The account that every key belongs to. */
const ORGANIZATION = 'llmulator';
const PROJECT = 'proj_llmulator000000000000000';

const SAME_IN_ALL: HeaderList = [
  ['openai-version', VERSION],
  ['openai-organization', ORGANIZATION],
  ['openai-project', PROJECT],
  ['x-content-type-options', 'nosniff'],
];

/** What the vendor's edge adds (recorded); some routes stand behind a proxy that leaves its own header. */
function edgeHeaders({ hasEdge, route }: ResponseInfo): HeaderList {
  if (!hasEdge) return NO_HEADERS;
  return dialectOf(route).proxied ? PROXIED : EDGE;
}

const NO_HEADERS: HeaderList = [];
const EDGE: HeaderList = [
  ['access-control-expose-headers', 'X-Request-ID'],
  ['strict-transport-security', 'max-age=31536000; includeSubDomains; preload'],
];
const PROXIED: HeaderList = [...EDGE, ['x-openai-proxy-wasm', 'v0.1']];

/** What every reply of the newer machinery carries: answers and refused validations. */
export const newerHeaders = (voice: ResponseInfo, contentType: string, request = requestId(voice.ids)): HeaderList => [
  ['content-type', contentType],
  ['openai-processing-ms', String(Math.round(voice.elapsedMs))],
  ['x-request-id', request],
  ...SAME_IN_ALL,
  ...edgeHeaders(voice),
];

/** What the classic gateway's refusals carry. */
export const classicHeaders = (voice: ResponseInfo, request = requestId(voice.ids)): HeaderList => [
  ['content-type', 'application/json; charset=utf-8'],
  ['vary', 'Origin'],
  ['x-request-id', request],
  ['x-content-type-options', 'nosniff'],
];

/** Headers of an answer. */
export const headers = (voice: ResponseInfo, kind: 'json' | 'stream'): HeaderList =>
  newerHeaders(voice, kind === 'json' ? 'application/json' : 'text/event-stream; charset=utf-8');

/** Headers that the official SDK sends from a browser. */
const SDK_HEADERS = [
  'authorization',
  'content-type',
  'accept',
  'idempotency-key',
  'openai-organization',
  'openai-project',
  'openai-beta',
  'x-client-request-id',
  ...[
    'arch',
    'async',
    'lang',
    'os',
    'package-version',
    'retry-count',
    'runtime',
    'runtime-version',
    'timeout',
    'helper-method',
    'poll-helper',
    'custom-poll-interval',
  ].map((name) => `x-stainless-${name}`),
  'x-llmulator-namespace',
  'x-llmulator-fault',
];

/** Seconds for which a browser may keep a preflight's answer (measured). */
const PREFLIGHT_AGE = '86400';

/** Methods and age are measured but for DELETE, which stored objects need; allowed headers are inferred from the SDK. */
export const cors: Provider['cors'] = {
  preflight: {
    status: 200,
    headers: [
      ['access-control-allow-origin', '*'],
      ['access-control-allow-methods', 'GET, OPTIONS, POST, DELETE'],
      ['access-control-allow-headers', SDK_HEADERS.join(', ')],
      ['access-control-max-age', PREFLIGHT_AGE],
    ],
    body: '',
  },
  answer: [
    ['access-control-allow-origin', '*'],
    ['access-control-expose-headers', 'X-Request-ID'],
  ],
};
