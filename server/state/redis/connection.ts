import type { RedisArgument } from '@redis/client';
import { ProblemError } from '../../core';
import { DROP, LEASE, MEET, PUT, SWAP } from './scripts';

/** Milliseconds after which a Redis that does not answer counts as gone. */
const PATIENCE = 2_000;
/** Milliseconds between attempts to reach one that is gone. */
const [SOONEST, LATEST] = [20, 500];

/** A connection to Redis. */
export type Connection = Awaited<ReturnType<typeof openConnection>>;

/** A namespace's part of a Redis. */
export interface RedisNamespace {
  readonly line: Connection;
  /** Arguments that every script takes first. */
  readonly common: readonly string[];
  readonly keys: readonly string[];
  /** Key of something else that the namespace owns. */
  key(part: string): string;
  /** A text that no process has had before. */
  fresh(): string;
}

/** Connects, or rejects where nothing answers. The client package is loaded here, not at start. */
export async function openConnection(url: string) {
  const { createClient, defineScript, RESP_TYPES } = await import('@redis/client');
  const scriptOf = (text: string) =>
    defineScript({
      SCRIPT: text,
      parseCommand(parser, keys: readonly string[], args: readonly RedisArgument[]) {
        parser.push(String(keys.length));
        for (const key of keys) parser.pushKey(key);
        parser.push(...args);
      },
      transformReply: (reply: unknown) => reply as never,
    });
  let isStarted = false;
  const client = createClient({
    url,
    disableOfflineQueue: true,
    scripts: {
      meet: scriptOf(MEET),
      put: scriptOf(PUT),
      swap: scriptOf(SWAP),
      drop: scriptOf(DROP),
      lease: scriptOf(LEASE),
    },
    socket: {
      connectTimeout: PATIENCE,
      reconnectStrategy: (tries) => isStarted && Math.min(LATEST, SOONEST * 2 ** tries),
    },
  });
  // Commands report the error; the client reconnects by itself.
  client.on('error', () => undefined);
  await client.connect();
  isStarted = true;
  let late = 0;
  return {
    client,
    bytes: client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }),
    isThere: () => client.isReady && late === 0,
    /** Asks and waits for as long as is reasonable; whatever goes wrong is thrown as `store-gone`. */
    async ask<T>(command: (line: typeof client) => Promise<T>): Promise<T> {
      if (!client.isReady || late > 0) throw gone(client.isReady ? 'it does not answer' : 'it cannot be reached');
      const asked = command(client);
      let timer: NodeJS.Timeout | undefined;
      const silence = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          late += 1;
          const heard = () => {
            late -= 1;
          };
          asked.then(heard, heard);
          reject(new Error(`it has not answered for ${PATIENCE} ms`));
        }, PATIENCE);
      });
      try {
        return await Promise.race([asked, silence]);
      } catch (error) {
        throw gone((error as Error).message);
      } finally {
        clearTimeout(timer);
      }
    },
    async close(): Promise<void> {
      if (client.isReady && late === 0) await client.close();
      else client.destroy();
    },
  };
}

const gone = (why: string): ProblemError => new ProblemError('store-gone', { message: why });
