import {
  type Facts,
  isJsonObject,
  type Json,
  type JsonObject,
  type Path,
  ProblemError,
  type SocketMessage,
  type SocketSession,
  type SocketSurface,
} from '../../../core';
import { readJson } from '../../../lib';
import type { IssueError } from '../dialect/sentence-parts';

// After the guide on WebSocket mode, as of 2026; what it does not say is marked as inferred.
const MINUTE = 60_000;
const LANES = 32;
const LANE_NAME = /^[A-Za-z0-9_.-]{1,256}$/;
const CREATE = 'response.create';

/** What is refused of a message of a connection, and the error. */
const socketErrors = {
  'stream-id-invalid': {
    message:
      "The 'stream_id' field must be a non-empty string with at most 256 characters and may only contain letters, numbers, underscores, hyphens, and periods.",
    code: 'invalid_stream_id',
  },
  'stream-limit': {
    message: `This WebSocket connection has reached its maximum number of distinct stream IDs (${LANES}). Reuse an existing stream_id or open a new WebSocket connection.`,
    code: 'websocket_stream_limit_reached',
  },
  // "background is not supported over WebSocket"; the words are inferred.
  'background-over-socket': {
    message: "Unsupported parameter: 'background' is not supported over WebSocket.",
    code: 'unsupported_parameter',
  },
} satisfies Readonly<Record<string, IssueError>>;

/** `POST /v1/responses` over a WebSocket, but for its surface. */
export const socket: Omit<SocketSurface, 'surface'> = {
  id: 'responses-socket',
  path: '/responses',
  maxConcurrent: 16,
  lifetimeMs: 60 * MINUTE,
  closeMessage: errorEvent(400, {
    type: 'invalid_request_error',
    code: 'websocket_connection_limit_reached',
    message:
      'Responses websocket connection limit reached (60 minutes). Create a new websocket connection to continue.',
  }),
  openSession: () => new ResponsesConnection(),
};

/** "The service keeps one previous-response state in a connection-local cache", one for each lane. */
interface LatestResponse {
  readonly id: string;
  /** All that was said up to its end, as input. */
  readonly items: readonly Json[];
  /** It is nowhere but here. */
  readonly isLocal: boolean;
}

/** What one connection remembers: its lanes, and the latest answer of each. */
class ResponsesConnection implements SocketSession {
  readonly #latest = new Map<string | undefined, LatestResponse>();
  readonly #lanes = new Set<string>();

  read(message: string): SocketMessage {
    const read = readJson(message);
    if ('fault' in read) return invalidMessage(faulty('invalid-json', { fault: 'syntax' }));
    if (!isJsonObject(read.value))
      return invalidMessage(faulty('invalid-json', { fault: 'root', got: 'something else' }));
    const { type, stream_id: lane, ...asked } = read.value;
    if (type === undefined) return invalidMessage(requestError('missing', 'type'));
    if (type !== CREATE) return invalidMessage(requestError('bad-value', 'type', { value: type, allowed: [CREATE] }));
    if (lane !== undefined && !(typeof lane === 'string' && LANE_NAME.test(lane)))
      return invalidMessage(requestError('stream-id-invalid', 'stream_id'));
    if (lane !== undefined && !this.#lanes.has(lane) && this.#lanes.size >= LANES)
      return invalidMessage(requestError('stream-limit', 'stream_id'), lane);
    if (lane !== undefined) this.#lanes.add(lane);
    if (asked['background'] === true) return invalidMessage(requestError('background-over-socket', 'background'), lane);
    return this.#answered(lane, asked);
  }

  #answered(lane: string | undefined, asked: JsonObject): SocketMessage {
    // Made when its turn comes: what it goes on from may be under way still.
    const continued = (): LatestResponse | undefined =>
      [...this.#latest.values()].find(({ id, isLocal }) => isLocal && id === asked['previous_response_id']);
    let from: LatestResponse | undefined;
    let items: readonly Json[] = [];
    const remember = (event: string): void => {
      const response = responseIn(event);
      if (response === undefined) return;
      const said = (response['output'] as readonly Json[]).flatMap(asInput);
      const isLocal = asked['store'] === false;
      this.#latest.set(lane, { id: String(response['id']), items: [...items, ...said], isLocal });
    };
    const forget = (): void => {
      if (from !== undefined && this.#latest.get(lane) === from) this.#latest.delete(lane);
    };
    return {
      lane,
      body() {
        from = continued();
        const { previous_response_id: previous, ...fresh } = asked;
        items = [...(from?.items ?? []), ...inputOf(asked)];
        // "stream is implicit over WebSocket."
        const body = from === undefined ? { ...asked, stream: true } : { ...fresh, input: items, stream: true };
        return { body: JSON.stringify(body) };
      },
      say(event) {
        remember(event);
        return inLane(
          from === undefined ? event : event.replace(NO_PREVIOUS, `${PREVIOUS}${JSON.stringify(from.id)}`),
          lane,
        );
      },
      refuse(status, body) {
        // "If a continuation returns 4xx or 5xx, the service evicts the referenced response."
        forget();
        return refusal(status, body, lane);
      },
    };
  }
}

const PREVIOUS = '"previous_response_id":';
const NO_PREVIOUS = `${PREVIOUS}null`;
const COMPLETED = '{"type":"response.completed"';

/** The response that an event ends with. */
function responseIn(event: string): JsonObject | undefined {
  if (!event.startsWith(COMPLETED)) return undefined;
  const { response } = JSON.parse(event) as JsonObject;
  return isJsonObject(response) && Array.isArray(response['output']) ? response : undefined;
}

const inputOf = ({ input }: JsonObject): readonly Json[] =>
  typeof input === 'string'
    ? [{ role: 'user', content: input }]
    : Array.isArray(input)
      ? (input as readonly Json[])
      : [];

/** An item of an answer as the input of the next: nobody keeps the ids, and thoughts only where they are sealed. */
function asInput(item: Json): readonly Json[] {
  if (!isJsonObject(item)) return [];
  if (item['type'] === 'reasoning') return typeof item['encrypted_content'] === 'string' ? [item] : [];
  const { id: _id, status: _status, ...said } = item;
  return [said];
}

const faulty = (kind: 'invalid-json', facts: Facts): ProblemError => new ProblemError(kind, facts);

type SocketFault = keyof typeof socketErrors | 'missing' | 'bad-value';

function requestError(rule: SocketFault, key: string, facts: Facts = {}): ProblemError {
  const path: Path = [key];
  const issue = { rule, path, tagged: path, facts };
  const error = rule === 'missing' || rule === 'bad-value' ? undefined : socketErrors[rule];
  return new ProblemError('invalid-request', {}, [error === undefined ? issue : { ...issue, error: () => error }]);
}

/** A message that asks for nothing that could be answered. */
const invalidMessage = (fault: ProblemError, lane?: string): SocketMessage => ({
  lane,
  body: () => ({ fault }),
  say: (event) => event,
  refuse: (status, body) => refusal(status, body, lane),
});

/** "For named streams, server events include the matching stream_id." */
const inLane = (event: string, lane: string | undefined): string =>
  lane === undefined ? event : `${event.slice(0, -1)},"stream_id":${JSON.stringify(lane)}}`;

/** A refusal as an event: the guide shows the status and the envelope's error. */
function refusal(status: number, body: string, lane: string | undefined): string {
  const read = readJson(body);
  const error = 'value' in read && isJsonObject(read.value) ? read.value['error'] : undefined;
  // A proxy's page is no envelope. Inferred.
  return errorEvent(status, error ?? { type: 'server_error', code: null, message: 'Bad gateway', param: null }, lane);
}

function errorEvent(status: number, error: Json, lane?: string): string {
  return JSON.stringify({ type: 'error', status, ...(lane === undefined ? {} : { stream_id: lane }), error });
}
