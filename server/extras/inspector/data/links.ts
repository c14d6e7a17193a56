import type { EntrySummary } from '../../../journal';

/** How entries belong together. */
export interface Links {
  /** The exchange before in the same conversation, by entry. */
  readonly parents: ReadonlyMap<number, number>;
  /** The first try of a request that was sent again, by entry. */
  readonly firstTries: ReadonlyMap<number, number>;
  /** Conversations, the newest first; their entries oldest first. */
  readonly sessions: readonly Session[];
}

/** The exchanges of one conversation. */
export interface Session {
  readonly id: number;
  readonly entries: readonly EntrySummary[];
}

/** What is known of the entries so far. */
interface LinkState {
  readonly byReply: Map<string, number>;
  readonly byThread: Map<string, EntrySummary[]>;
  readonly byDigest: Map<string, number>;
}

/**
 * Links each entry to the one it goes on from: the reply that it names, or the newest with the same beginning and
 * fewer messages. A request that is the same as an earlier one and says that it is a retry belongs to that one.
 */
export function linkEntries(newestFirst: readonly EntrySummary[]): Links {
  const state: LinkState = { byReply: new Map(), byThread: new Map(), byDigest: new Map() };
  const parents = new Map<number, number>();
  const firstTries = new Map<number, number>();
  const roots = new Map<number, number>();
  const sessions = new Map<number, EntrySummary[]>();
  for (const entry of newestFirst.toReversed()) {
    const firstTry = entry.retry === undefined ? undefined : state.byDigest.get(entry.digest);
    const parent = firstTry ?? parentOf(entry, state);
    if (firstTry !== undefined) firstTries.set(entry.id, firstTry);
    else if (parent !== undefined) parents.set(entry.id, parent);
    const root = parent === undefined ? entry.id : (roots.get(parent) ?? parent);
    roots.set(entry.id, root);
    const session = sessions.get(root);
    if (session === undefined) sessions.set(root, [entry]);
    else session.push(entry);
    remember(entry, state);
  }
  const found = [...sessions].map(([id, list]) => ({ id, entries: list }));
  return { parents, firstTries, sessions: found.sort((a, b) => lastId(b) - lastId(a)) };
}

const lastId = ({ entries }: Session): number => entries.at(-1)?.id ?? 0;

function parentOf({ previous, thread, route, messages = 0 }: EntrySummary, state: LinkState): number | undefined {
  if (previous !== undefined) return state.byReply.get(previous);
  if (thread === undefined) return undefined;
  return state.byThread.get(`${route} ${thread}`)?.findLast((earlier) => (earlier.messages ?? 0) < messages)?.id;
}

function remember(entry: EntrySummary, { byReply, byThread, byDigest }: LinkState): void {
  const { id, replyId, thread, route, retry, digest } = entry;
  if (replyId !== undefined) byReply.set(replyId, id);
  if (retry === undefined) byDigest.set(digest, id);
  if (thread === undefined) return;
  const key = `${route} ${thread}`;
  const known = byThread.get(key);
  if (known === undefined) byThread.set(key, [entry]);
  else known.push(entry);
}
