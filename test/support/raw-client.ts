import { request } from 'node:http';
import type { Emulator } from '../../server';
import { goodHeaders } from './http';

/** What a client on a real socket saw. */
export interface Seen {
  /** Undefined where not even a status came. */
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  /** How it ended: whole, broken off with an error's code, or given up by the client. */
  readonly end: string;
}

/** How to ask. */
export interface Call {
  readonly path: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds of patience. */
  readonly patience?: number;
  /** Hangs up after so many bytes of the body; 0 once the headers are there, below 0 before. */
  readonly hangUpAfter?: number | undefined;
  /** Gives up when this is aborted. */
  readonly giveUp?: AbortSignal;
}

/** Asks on a connection of its own and tells all that came, however it ended. */
export function callRaw(
  { urls }: Emulator,
  { path, body, headers = {}, patience = 15_000, hangUpAfter, giveUp }: Call,
): Promise<Seen> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let status: number | undefined;
    let told: Seen['headers'] = {};
    const end = (how: string) => resolve({ status, headers: told, bytes: Buffer.concat(chunks), end: how });
    const options = { method: 'POST', headers: { ...goodHeaders(path), ...headers }, agent: false };
    const call = request(`${urls.base}${path}`, options, (response) => {
      status = response.statusCode;
      told = response.headers;
      const give = () => {
        end('hung up');
        response.destroy();
      };
      if (hangUpAfter === 0) give();
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (hangUpAfter !== undefined && Buffer.concat(chunks).length >= hangUpAfter) give();
      });
      response.on('end', () => end('whole'));
      response.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    });
    const goAway = () => {
      end('gave up');
      call.destroy();
    };
    const timer = setTimeout(goAway, patience);
    giveUp?.addEventListener('abort', goAway);
    call.on('close', () => clearTimeout(timer));
    call.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    call.end(JSON.stringify(body), () => {
      if (hangUpAfter === undefined || hangUpAfter >= 0) return;
      end('hung up');
      call.destroy();
    });
  });
}
