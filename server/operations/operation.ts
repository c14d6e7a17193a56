import type { Request } from 'express';
import type { z } from 'zod';
import type { Operations } from './operations';

/** What bodies are about; the schema of each is told where the emulator is put together. */
export type BodyName = 'Fixtures' | 'Requests' | 'State' | 'Expectation' | 'Clock' | 'Pace' | 'Faults' | 'Limits';

/** One route of the control plane, with all that its document tells. */
export interface Operation {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly summary: string;
  /** It is about the whole emulator and no single namespace. */
  readonly isGlobal?: boolean;
  /** Members of the URL's query besides the namespace, a sentence each. */
  readonly query?: Readonly<Record<string, string>>;
  /** The query also takes whatever the journal can be asked for. */
  readonly criteria?: boolean;
  readonly body?: BodyName;
  /** The JSON of an answer; absent where it is none. */
  readonly output?: z.ZodType;
  /** Content types of answers besides JSON. */
  readonly types?: readonly string[];
  /** Statuses besides 200 and those that every route has, a sentence each. */
  readonly also?: Readonly<Record<number, string>>;
  /** The JSON to answer, or a Told; undefined is a 404. Errors are thrown. */
  readonly run: (controls: Operations, request: Request) => unknown;
}

/** An answer that is no JSON, or has another status than 200. */
export class CustomResponse {
  constructor(
    readonly status: number,
    readonly body: unknown,
    /** Of a body that is a text. */
    readonly contentType?: string,
  ) {}
}

/** The namespace that a call is about: the query, else the header, else the default. */
export const namespaceOf = (request: Request): string =>
  String(request.query['namespace'] ?? request.headers['x-llmulator-namespace'] ?? 'default');
