import { effect } from '@preact/signals';
import { archive } from './archive';
import { chosen } from './choices';
import { call, callJson, Refused, token } from './control-plane';
import { applyChanges, connection, forgetEntries, type JournalChanges, namespaces, refusal } from './journal';

/** Milliseconds without a byte after which the connection counts as lost; the server says something each 15 s. */
const SILENCE = 40_000;
/** Milliseconds before the first attempt to connect again; each further one waits twice as long. */
const FIRST_WAIT = 300;
const LONGEST_WAIT = 5_000;

/** What the stream is about. */
interface Subscription {
  readonly namespace: string;
  readonly text: string;
}

/** One server-sent event. */
interface ServerEvent {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: string;
}

/** Follows the journal of the chosen namespace for as long as the page is open. */
export function followJournal(): void {
  if (archive !== undefined) return;
  let before: Subscription | undefined;
  let lastKey = '';
  let running: AbortController | undefined;
  effect(() => {
    const { namespace, text } = chosen.value;
    // Read here, so that a new token connects again.
    const key = token.value;
    if (before !== undefined && before.namespace === namespace && before.text === text && key === lastKey) return;
    before = { namespace, text };
    lastKey = key;
    running?.abort();
    running = new AbortController();
    forgetEntries();
    void follow(before, running.signal);
  });
}

async function follow(subscription: Subscription, signal: AbortSignal): Promise<void> {
  const position = { lastId: '' };
  let wait = FIRST_WAIT;
  while (!signal.aborted) {
    try {
      await readStream(subscription, position, signal);
      wait = FIRST_WAIT;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refused && error.status < 500) return refuse(error);
    }
    if (signal.aborted) return;
    connection.value = 'lost';
    await new Promise((resolve) => setTimeout(resolve, wait));
    wait = Math.min(LONGEST_WAIT, wait * 2);
  }
}

function refuse({ status, message }: Refused): void {
  refusal.value = message;
  connection.value = status === 401 ? 'token' : 'refused';
}

async function readStream(
  { namespace, text }: Subscription,
  position: { lastId: string },
  signal: AbortSignal,
): Promise<void> {
  const silence = new AbortController();
  const query = { namespace, ...(text === '' ? {} : { text }) };
  const headers = position.lastId === '' ? {} : { 'last-event-id': position.lastId };
  const reply = await call('/journal/events', { query, headers, signal: AbortSignal.any([signal, silence.signal]) });
  refusal.value = '';
  void readNamespaces();
  const reader = (reply.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const timer = setTimeout(() => silence.abort(), SILENCE);
    const { done, value } = await reader.read().finally(() => clearTimeout(timer));
    if (done || signal.aborted) return;
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = parseEvent(block);
      if (event.id !== undefined) position.lastId = event.id;
      take(event);
    }
  }
}

function parseEvent(block: string): ServerEvent {
  const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
  return { id: field('id'), event: field('event') ?? '', data: field('data') ?? '' };
}

function take({ event, data }: ServerEvent): void {
  if (event === 'entries') {
    applyChanges(JSON.parse(data) as JournalChanges);
    connection.value = 'live';
  } else if (event === 'namespaces') setNamespaces(JSON.parse(data) as readonly string[]);
}

/** Other processes may have more namespaces than the one that tells of changes. */
async function readNamespaces(): Promise<void> {
  const { namespaces: found } = await callJson<{ readonly namespaces: readonly { readonly name: string }[] }>(
    '/namespaces',
  );
  setNamespaces(found.map(({ name }) => name));
}

function setNamespaces(names: readonly string[]): void {
  namespaces.value = [...new Set(['default', ...names])];
}
