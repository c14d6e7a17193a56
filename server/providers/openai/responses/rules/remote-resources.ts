import { inferred, observed, rule, rules } from '../../../../contract';
import { hostReach } from '../../../../lib';
import { pythonText } from '../../dialect/sentence-parts';
import type { ResponsesBody } from '../schema';
import { inParts } from './findings';

const HTTP = /^https?:/i;

/** Hosts that do not exist in public, and placeholders: no service can fetch from them. */
const isUnreachable = (url: string | null | undefined): url is string =>
  url != null && HTTP.test(url) && hostReach(url) !== 'somewhere';

/** Ids of vector stores are hexadecimal, and were 24 letters and digits before. */
const STORE_ID = /^vs_([0-9a-f]+|[0-9a-zA-Z]{24,})$/i;

/** Audio and video files, by the extension of their path. */
const NO_DOCUMENT = /\.(mp3|wav|ogg|oga|opus|flac|aac|m4a|mp4|m4v|mov|avi|mkv|webm|mpe?g)$/i;

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url);

/** Rules about resources outside of the request: each refuses only what is known to fail without a request of ours. */
export const remoteRules = rules<ResponsesBody>('responses', [
  rule({
    id: 'vector-store-not-found',
    says: "Vector store with id ['vs_none'] not found.",
    source: inferred('sentence in public reports; that ids of no known form are answered alike'),
    // A gateway may name its stores as it likes; the vendor's service file makes it an error.
    level: 'warn',
    check: ({ tools }) =>
      tools?.flatMap((tool, at) => {
        if (tool.type !== 'file_search') return [];
        const unknown = tool.vector_store_ids.filter((id) => !STORE_ID.test(id));
        return unknown.length === 0 ? [] : [{ path: ['tools', at, 'vector_store_ids'], facts: { value: unknown } }];
      }),
    error: ({ facts: { value } }) => ({
      message: `Vector store with id ${pythonText(value)} not found.`,
      status: 404,
    }),
  }),
  rule({
    id: 'file-unsupported',
    says: 'The file type you uploaded is not supported. Please try again with a pdf',
    source: observed('public reports on file_url'),
    check: (body) =>
      inParts(
        body,
        ({ part }) =>
          part.type === 'input_file' &&
          part.file_url != null &&
          NO_DOCUMENT.test(pathOf(part.file_url)) && { path: ['input'] },
      ),
    error: {
      message: 'The file type you uploaded is not supported. Please try again with a pdf',
      code: 'unsupported_file',
    },
  }),
  rule({
    id: 'download-failed',
    says: 'Error while downloading https://example.com/x.png.',
    source: inferred('the sentence of chat completions, with the param and code of 2026'),
    // A gateway may fetch from where the vendor does not.
    level: 'warn',
    check: (body) =>
      inParts(body, ({ part, path }) => {
        const url = part.type === 'input_image' ? part.image_url : part.type === 'input_file' ? part.file_url : null;
        return isUnreachable(url) && { path, facts: { value: url } };
      }),
    error: ({ facts: { value } }) => ({
      message: `Error while downloading ${value}.`,
      param: 'url',
      code: 'invalid_value',
    }),
  }),
  rule({
    id: 'mcp-list-failed',
    says: "Error retrieving tool list from MCP server: 'Stripe'. Http status code: 401 (Unauthorized)",
    source: observed('documentation of Plaid and Stripe; 424 in reports on servers that cannot be reached'),
    // A gateway may reach servers that the vendor does not.
    level: 'warn',
    path: ['tools'],
    check: ({ tools }) =>
      tools?.flatMap((tool) => {
        if (tool.type !== 'mcp' || !isUnreachable(tool.server_url)) return [];
        const hasCredentials = tool.authorization != null || Object.keys(tool.headers ?? {}).length > 0;
        const status = hasCredentials ? '424 (Failed Dependency)' : '401 (Unauthorized)';
        return [{ facts: { value: tool.server_label, status } }];
      }),
    error: ({ facts: { value, status } }) => ({
      message: `Error retrieving tool list from MCP server: '${value}'. Http status code: ${status}`,
      code: 'http_error',
      status: 424,
      type: 'external_connector_error',
    }),
  }),
]);
