import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { Scrape } from '../extras/metrics';
import type { App, NamespaceState } from '../pipeline';
import type { InputName } from './input-schemas';

/** What `run` works on. */
export interface OperationContext {
  readonly app: App;
  readonly namespace: string;
  /** State of the namespace; it is created when first used. */
  readonly state: NamespaceState;
  /** Changes the state of the namespace, for all processes that share it. */
  change<T>(how: (state: NamespaceState) => T): T;
  /** Metrics for Prometheus. */
  scrape(): Promise<Scrape>;
  /** The OpenAPI document of the control plane. */
  document(): unknown;
}

/** An HTTP request to the control plane. */
export interface OperationRequest {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON. */
  readonly body: unknown;
}

/** One operation; the HTTP routes, the OpenAPI document and the methods of an emulator are made from these rows. */
export interface Operation<Input, Output> {
  /** Method, and path below `/_llmulator`. */
  readonly http: `${'GET' | 'POST' | 'DELETE'} /${string}`;
  /** `emulator`: independent of any namespace. */
  readonly scope: 'namespace' | 'emulator';
  readonly summary: string;
  /** Members of the URL's query besides the namespace, with their descriptions. */
  readonly query?: Readonly<Record<string, string>>;
  /** The query also accepts the criteria of the journal. */
  readonly criteria?: boolean;
  /** Schema of the request body. */
  readonly input?: InputName;
  /** Schema of a JSON reply. */
  readonly output?: z.ZodType;
  /** Content types of replies other than JSON. */
  readonly types?: readonly string[];
  /** Statuses of its own, with their descriptions. */
  readonly also?: Readonly<Record<number, string>>;
  /** Status of the reply when an expectation of the caller is not met, which is not an error of the call. */
  readonly unmet?: number;
  /** Makes the input from an HTTP request; without it the input is the body. */
  read?(request: OperationRequest): Input;
  run(context: OperationContext, input: Input): Output;
  /** Makes the HTTP reply: JSON or a CustomResponse; without it the result is the JSON. Undefined is a 404. */
  reply?(result: Awaited<Output>, request: OperationRequest, context: OperationContext): unknown;
}

/** Declares an operation; the types of input and output are inferred. */
export const op = <Input, Output>(operation: Operation<Input, Output>): Operation<Input, Output> => operation;

/** A reply that is not JSON, or has another status than 200. */
export class CustomResponse {
  constructor(
    readonly status: number,
    readonly body: unknown,
    /** Content type of a body that is text. */
    readonly contentType?: string,
  ) {}
}

/** The namespace that a request is about: from the query, else from the header, else the default one. */
export const namespaceOf = ({ query, headers }: Pick<OperationRequest, 'query' | 'headers'>): string =>
  String(query['namespace'] ?? headers['x-llmulator-namespace'] ?? 'default');
