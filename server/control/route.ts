import type { Request } from 'express';
import type { Controls } from './controls';

/** One route of the control plane. */
export interface ControlRoute {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly says: string;
  /** The JSON to answer, or a Told; undefined is a 404. Errors are thrown. */
  readonly run: (controls: Controls, request: Request) => unknown;
}

/** An answer that is no JSON, or has another status than 200. */
export class Told {
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
