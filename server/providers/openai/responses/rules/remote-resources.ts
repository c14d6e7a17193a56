import { rulesFor } from '../../../../contract';
import { hostReach } from '../../../../lib';
import type { ResponsesBody } from '../schema';
import { partsOf } from './item-order';
import { inferred, reported } from './sources';

const HTTP = /^https?:/i;

/** Addresses from which nobody outside can fetch: hosts that stand nowhere, and placeholders. */
const isUnreachable = (url: string | null | undefined): url is string =>
  url != null && HTTP.test(url) && hostReach(url) !== 'somewhere';

/** Ids of vector stores are hexadecimal, and were 24 letters and digits before. */
const STORE_ID = /^vs_([0-9a-f]+|[0-9a-zA-Z]{24,})$/i;

/** Sounds and films, by the ending of their path. */
const NO_DOCUMENT = /\.(mp3|wav|ogg|oga|opus|flac|aac|m4a|mp4|m4v|mov|avi|mkv|webm|mpe?g)$/i;

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url);

/** Rules about what lies outside of the request: they only speak where it is known without a look. */
export const worldRules = rulesFor<ResponsesBody>()([
  {
    id: 'vector-store-not-found',
    says: "Vector store with id ['vs_none'] not found.",
    source: inferred('sentence in public reports; that ids of no known form are answered alike'),
    // A gateway may name its stores as it likes; the vendor's service file makes it an error.
    level: 'warn',
    check: ({ tools }) =>
      (tools ?? []).flatMap((tool, at) => {
        if (tool.type !== 'file_search') return [];
        const unknown = tool.vector_store_ids.filter((id) => !STORE_ID.test(id));
        return unknown.length === 0 ? [] : [{ path: ['tools', at, 'vector_store_ids'], facts: { value: unknown } }];
      }),
  },
  {
    id: 'file-unsupported',
    says: 'The file type you uploaded is not supported. Please try again with a pdf',
    source: reported('public reports on file_url'),
    check: (body) =>
      [...partsOf(body)].flatMap(({ part }) =>
        part.type === 'input_file' && part.file_url != null && NO_DOCUMENT.test(pathOf(part.file_url))
          ? [{ path: ['input'] }]
          : [],
      ),
  },
  {
    id: 'download-failed',
    says: 'Error while downloading https://example.com/x.png.',
    source: inferred('the sentence of chat completions, with the param and code of 2026'),
    // A gateway may fetch from where the vendor does not.
    level: 'warn',
    check: (body) =>
      [...partsOf(body)].flatMap(({ part, path }) => {
        const url = part.type === 'input_image' ? part.image_url : part.type === 'input_file' ? part.file_url : null;
        return isUnreachable(url) ? [{ path, facts: { value: url } }] : [];
      }),
  },
  {
    id: 'mcp-list-failed',
    says: "Error retrieving tool list from MCP server: 'Stripe'. Http status code: 401 (Unauthorized)",
    source: reported('documentation of Plaid and Stripe; 424 in reports on servers that cannot be reached'),
    // A gateway may reach servers that the vendor does not.
    level: 'warn',
    check: ({ tools }) =>
      (tools ?? []).flatMap((tool) => {
        if (tool.type !== 'mcp' || !isUnreachable(tool.server_url)) return [];
        const known = tool.authorization != null || Object.keys(tool.headers ?? {}).length > 0;
        // What a server would say is unknown: without credentials that it has none, else that it cannot be had.
        const answer = known ? '424 (Failed Dependency)' : '401 (Unauthorized)';
        return [{ path: ['tools'], facts: { value: tool.server_label, answer } }];
      }),
  },
]);
