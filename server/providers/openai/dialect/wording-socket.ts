import type { SocketRuleId } from '../responses/socket';
import type { IssueFormatter } from './sentence-parts';

/** The sentence of each rule of messages over a WebSocket. */
export const socketSentences = {
  'stream-id-invalid': () => ({
    message:
      "The 'stream_id' field must be a non-empty string with at most 256 characters and may only contain letters, numbers, underscores, hyphens, and periods.",
    code: 'invalid_stream_id',
  }),
  'stream-limit': ({ facts: { limit } }) => ({
    message: `This WebSocket connection has reached its maximum number of distinct stream IDs (${limit}). Reuse an existing stream_id or open a new WebSocket connection.`,
    code: 'websocket_stream_limit_reached',
  }),
  // "background is not supported over WebSocket"; the words are inferred.
  'background-over-socket': () => ({
    message: "Unsupported parameter: 'background' is not supported over WebSocket.",
    code: 'unsupported_parameter',
  }),
} satisfies Readonly<Record<SocketRuleId, IssueFormatter>>;
