import { goodHeaders } from './http';
import { type Run, ready, run } from './program';

/** Processes that share one Redis. */
export interface Replicas {
  readonly urls: readonly string[];
  readonly runs: readonly Run[];
  /** Kills one at once, as a machine that dies does. */
  kill(at: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts so many of them. */
export async function startReplicas(count: number, flags: readonly string[]): Promise<Replicas> {
  const runs = Array.from({ length: count }, () => run(['--port', '0', ...flags]));
  const urls = await Promise.all(runs.map(ready));
  const end = async (signal: 'SIGKILL' | 'SIGTERM', { child, ended }: Run): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return {
    urls,
    runs,
    kill: (at) => end('SIGKILL', runs[at] as Run),
    stop: async () => void (await Promise.all(runs.map((one) => end('SIGTERM', one)))),
  };
}

const CHAT = '/v1/chat/completions';
const MOST_TRIES = 50;

/** One question of a client that does not give up: it asks the next replica with the same idempotency key. */
export interface Asked {
  readonly namespace: string;
  readonly key: string;
  readonly words: string;
  /** Which replica is asked first. */
  readonly first: number;
}

/** The whole reply, of whichever replica answers. */
export async function askReplicas(urls: readonly string[], { namespace, key, words, first }: Asked): Promise<string> {
  const headers = { ...goodHeaders(CHAT), 'x-llmulator-namespace': namespace, 'idempotency-key': key };
  const body = JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: words }] });
  let why: unknown;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const base = urls[(first + tries) % urls.length];
    try {
      const response = await fetch(`${base}${CHAT}`, { method: 'POST', headers, body });
      const text = await response.text();
      if (response.status === 200) return text;
      why = text;
    } catch (error) {
      why = error;
    }
  }
  throw new Error(`no replica has answered ${namespace} ${key}: ${why}`);
}

/** Calls the control plane. */
export async function control(base: string, path: string, body?: unknown): Promise<Response> {
  if (body === undefined) return fetch(`${base}/_llmulator${path}`);
  return fetch(`${base}/_llmulator${path}`, { method: 'POST', body: JSON.stringify(body) });
}
