import { signal } from '@preact/signals';
import type { EntryView } from '../../../journal';
import { headersOf, pathOf } from '../copy/as-client';
import { asFixtureYaml, fixtureOf, type MadeFixture } from '../copy/as-fixture';
import { asPage, runOf } from '../copy/as-page';
import { copyText, download } from '../copy/deliver';
import { archive } from './archive';
import { chosen } from './choices';
import { call, callJson } from './control-plane';
import { visible } from './journal';

/** A short message to the user. */
export interface Notice {
  readonly text: string;
  readonly isBad: boolean;
}

export const notice = signal<Notice | undefined>(undefined);

export function notify(text: string, isBad = false): void {
  notice.value = { text, isBad };
}

/** Runs an action and says how it went. */
export async function attempt(done: string, action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    notify(done);
    return true;
  } catch (error) {
    notify((error as Error).message, true);
    return false;
  }
}

export const copy = (what: string, text: string): Promise<boolean> => attempt(`Copied ${what}.`, () => copyText(text));

const here = () => ({ namespace: chosen.value.namespace });

export async function copyHar(id: number): Promise<void> {
  const text = await (await call('/journal.har', { query: { ...here(), id: String(id) } })).text();
  await copy('the exchange as HAR', text);
}

/** Sends a request again; the journal shows what comes of it. */
export function sendAgain(view: EntryView, body: string): Promise<boolean> {
  const { method } = view.request;
  const headers = { ...headersOf(view), 'x-llmulator-namespace': view.namespace };
  return attempt('Sent again.', async () => {
    const reply = await fetch(pathOf(view), { method, headers, ...(method === 'POST' ? { body } : {}) });
    await reply.text();
  });
}

export const addFixture = (fixture: MadeFixture): Promise<boolean> =>
  attempt('The fixture answers from now on.', () =>
    call('/fixtures', { method: 'POST', query: here(), body: fixture }),
  );

export async function makeFixture(view: EntryView): Promise<void> {
  const fixture = fixtureOf(view);
  if (fixture === undefined) return notify('Only a reply with text or tool calls can become a fixture.', true);
  await addFixture(fixture);
}

export async function copyFixture(view: EntryView): Promise<void> {
  const fixture = fixtureOf(view);
  if (fixture === undefined) return notify('Only a reply with text or tool calls can become a fixture.', true);
  await copy('a fixture file', asFixtureYaml(fixture));
}

export const clearJournal = (): Promise<boolean> =>
  attempt('The journal is empty.', () => call('/journal', { method: 'DELETE', query: here() }));

export const resetNamespace = (): Promise<boolean> =>
  attempt('The namespace is as new.', () => call('/reset', { method: 'POST', query: here() }));

/** Saves the entries that the list shows as one HTML file. */
export function exportRun(): Promise<boolean> {
  return attempt('Saved the run as one HTML file.', async () => {
    const { namespace, text } = chosen.value;
    const query = { namespace, ...(text === '' ? {} : { text }) };
    const { entries } = await callJson<{ readonly entries: readonly EntryView[] }>('/journal', { query });
    const page = await asPage(runOf(namespace, visible.value, entries));
    download(`llmulator-${namespace.replace(/[^\w-]+/g, '_')}.html`, page, 'text/html');
  });
}

/** What an exported page cannot do. */
export const isReadOnly = archive !== undefined;
