import type { LogPage } from '../../core';
import type { Backend, NamespaceBackend, PulledState, StateChange, StateToPush } from '../backend';
import { openConnection, type RedisNamespace } from './connection';
import { fieldsOf, redisObjects } from './objects';
import { PARTS } from './scripts';

/** Which Redis, and what is kept there. */
export interface RedisOptions {
  readonly url: string;
  /** Sets emulators apart that share a Redis. */
  readonly prefix: string;
  /** Most entries of a namespace's journal. */
  readonly journal: number;
  /** Seconds for which a namespace lives on unused; 0 for ever. */
  life(namespace: string): number;
}

/** Most objects of a namespace, and most characters of those that say how many they have. */
const MOST_OBJECTS = 10_000;
const MOST_CHARACTERS = 256 * 1024 * 1024;
/** Most bytes of the exchanges in a namespace's log. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Exchanges that are read at once. */
const PAGE = 200;

/** A home in Redis (7 or newer, or Valkey). Rejects with a sentence where there is none. */
export async function openRedis(options: RedisOptions): Promise<Backend> {
  const says = `${shown(options.url)}, prefix ${options.prefix}`;
  const line = await openConnection(options.url);
  const number = await line.client.incr(`${options.prefix}:processes`).catch(async (error: Error) => {
    await line.close();
    throw error;
  });
  let drawn = 0;
  const fresh = () => {
    drawn += 1;
    return `${number}.${drawn}`;
  };
  const keyOf = (namespace: string, part: string) => `${options.prefix}:{${namespace}}:${part}`;
  const names = async () => {
    const [start, end] = [`${options.prefix}:{`, '}:head'];
    const found: string[] = [];
    for await (const keys of line.client.scanIterator({ MATCH: `${globbed(start)}*${globbed(end)}`, COUNT: 1_000 })) {
      found.push(...keys.map((key) => key.slice(start.length, -end.length)));
    }
    return [...new Set(found)].sort();
  };
  return {
    description: says,
    isAvailable: line.isThere,
    namespace(namespace) {
      const common = [options.life(namespace), MOST_OBJECTS, MOST_CHARACTERS].map(String);
      const keys = PARTS.map((part) => keyOf(namespace, part));
      const place = { line, common, keys, key: (part: string) => keyOf(namespace, part), fresh };
      return spaceAt(place, options.journal);
    },
    namespaceNames: () => line.ask(names),
    async forget(namespace) {
      const gone = namespace === undefined ? await line.ask(names) : [namespace];
      for (const name of gone) await line.ask((redis) => redis.del(PARTS.map((part) => keyOf(name, part))));
    },
    close: line.close,
  };
}

/** A URL without what must not be told. */
function shown(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}

const globbed = (text: string): string => text.replace(/[*?[\]\\]/g, '\\$&');

const NO_RECORD = ['0'] as const;

function spaceAt(place: RedisNamespace, journal: number): NamespaceBackend {
  const { line, keys, common } = place;
  const log = place.key('log');
  return {
    objects: redisObjects(place),
    async sync(known, brought) {
      const args = [...common, place.fresh(), known.era, String(known.revision), brought.opensEntry ? '1' : '0'];
      const bounds = [journal, MOST_BYTES].map(String);
      const reply = await line.ask((redis) => redis.meet(keys, [...args, ...bounds, ...written(brought)]));
      return metOf(reply);
    },
    async read(mark) {
      const [found, forgotten] = await Promise.all([
        line.ask(() => line.bytes.xRange(log, mark === '' ? '-' : `(${mark}`, '+', { COUNT: PAGE })),
        line.ask((redis) => redis.hGet(place.key('head'), 'forgotten')),
      ]);
      const entries = found ?? [];
      const last = entries.at(-1)?.id ?? mark;
      return { records: entries.map(recordOf), mark: String(last), forgotten: Number(forgotten ?? 0) };
    },
  };
}

/** What is brought, as the script takes it. */
function written({ checks, changes, deposits, record }: StateToPush) {
  return [
    String(checks.length),
    ...checks,
    String(changes.length),
    ...changes.flatMap(([field, text]) => [field, text === null ? '0' : '1', text ?? '']),
    String(deposits.length),
    ...deposits.flatMap(fieldsOf),
    ...(record === undefined ? NO_RECORD : ['1', String(record.id), record.head, ...bytesOf(record)]),
  ];
}

const bytesOf = ({ request, body, reply }: { request: Uint8Array; body: Uint8Array; reply: Uint8Array }) =>
  [request, body, reply].map((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));

type MeetReply = readonly [
  era: string,
  revision: number,
  kept: number,
  entry: number,
  newer: readonly (string | null)[],
];

function metOf(reply: unknown): PulledState {
  const [era, revision, kept, entry, flat] = reply as MeetReply;
  const newer = flat.flatMap((field, at): StateChange[] =>
    at % 2 === 0 ? [[String(field), flat[at + 1] ?? null]] : [],
  );
  return { era, revision: Number(revision), kept: kept === 1, entry, newer };
}

function recordOf({ message }: { readonly message: Readonly<Record<string, unknown>> }): LogPage['records'][number] {
  const part = (name: string) => message[name] as Buffer;
  const { id, entry } = message;
  return { id: Number(id), head: String(entry), request: part('request'), body: part('body'), reply: part('reply') };
}
