import { useEffect, useState } from 'preact/hooks';
import type { EntryView } from '../../../journal';
import { choose, chosen, TABS, type TabName } from '../data/choices';
import { readEntry } from '../data/control-plane';
import { count, milliseconds, moment } from '../data/format';
import { entryById, links } from '../data/journal';
import { CompareTab } from './compare-tab';
import { ConversationTab } from './conversation-tab';
import { StatusMark } from './entry-row';
import { ExchangeActions } from './exchange-actions';
import { RequestTab, ResponseTab } from './message-tabs';
import { StreamTab } from './stream-tab';
import { WhyTab } from './why-tab';

const TITLES: Readonly<Record<TabName, string>> = {
  conversation: 'Conversation',
  stream: 'Stream',
  request: 'Request',
  response: 'Response',
  why: 'Why',
  compare: 'Compare',
};

/** What is known of an exchange that is being read. */
type Reading = { readonly view: EntryView } | 'reading' | 'gone' | { readonly failed: string };

/** Reads an exchange, and again once it has changed. */
function useEntry(namespace: string, id: number): Reading {
  const [reading, setReading] = useState<Reading>('reading');
  const outcome = entryById.value.get(id)?.outcome;
  useEffect(() => {
    let isCurrent = true;
    readEntry(namespace, id)
      .then((view): Reading => (view === undefined ? 'gone' : { view }))
      .catch(({ message }: Error): Reading => ({ failed: message }))
      .then((found) => {
        if (isCurrent) setReading(found);
      });
    return () => {
      isCurrent = false;
    };
  }, [namespace, id, outcome]);
  return reading;
}

/** One exchange: what was asked, what was answered, and why. */
export function Exchange({ id }: { readonly id: number }) {
  const { namespace } = chosen.value;
  const reading = useEntry(namespace, id);
  const close = () => choose({ entry: undefined });
  return (
    <section class="exchange" aria-label={`Exchange ${id}`}>
      <div class="exchange-top">
        <button type="button" class="back" onClick={close}>
          <span aria-hidden="true">←</span> Back
        </button>
        <Title id={id} reading={reading} />
        <button type="button" class="quiet close" aria-label="Close the exchange" onClick={close}>
          ×
        </button>
      </div>
      <Body id={id} reading={reading} />
    </section>
  );
}

function Title({ id, reading }: { readonly id: number; readonly reading: Reading }) {
  const entry = entryById.value.get(id);
  const { parents, firstTries } = links.value;
  const before = firstTries.get(id) ?? parents.get(id);
  const view = typeof reading === 'object' && 'view' in reading ? reading.view : undefined;
  const path = view === undefined ? (entry?.path ?? '') : view.request.path;
  return (
    <div class="title">
      <h2>
        {entry !== undefined && <StatusMark entry={entry} />}
        <span>
          #{id} {view?.request.method ?? entry?.method} <bdi>{path}</bdi>
        </span>
      </h2>
      <p class="facts">
        {view !== undefined && <span>{moment(view.at)}</span>}
        {entry?.model !== undefined && <bdi>{entry.model}</bdi>}
        {entry?.duration !== undefined && <span>{milliseconds(entry.duration)}</span>}
        {entry?.tokens !== undefined && (
          <span>
            {count(entry.tokens.input)} tokens in, {count(entry.tokens.output)} out
          </span>
        )}
        {before !== undefined && (
          <button type="button" class="link" onClick={() => choose({ entry: before })}>
            {firstTries.has(id) ? 'first try' : 'goes on from'} #{before}
          </button>
        )}
      </p>
    </div>
  );
}

function Body({ id, reading }: { readonly id: number; readonly reading: Reading }) {
  if (reading === 'reading') return <p class="blank">Reading …</p>;
  if (reading === 'gone') {
    return <p class="blank">Exchange {id} is no longer kept. The journal holds only the newest ones (--journal).</p>;
  }
  if ('failed' in reading) return <p class="blank bad-text">{reading.failed}</p>;
  const { tab } = chosen.value;
  return (
    <>
      <ExchangeActions view={reading.view} />
      <Tabs tab={tab} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls must be reachable by keyboard. */}
      <div class="panel" role="tabpanel" id="panel" aria-labelledby={`tab-${tab}`} tabIndex={0}>
        <TabContent tab={tab} view={reading.view} />
      </div>
    </>
  );
}

function Tabs({ tab }: { readonly tab: TabName }) {
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length] as TabName;
    choose({ tab: next });
    document.getElementById(`tab-${next}`)?.focus();
    event.preventDefault();
  };
  return (
    <div class="tabs" role="tablist" aria-label="Parts of the exchange" onKeyDown={move}>
      {TABS.map((name) => (
        <button
          key={name}
          id={`tab-${name}`}
          type="button"
          role="tab"
          aria-selected={tab === name}
          aria-controls="panel"
          tabIndex={tab === name ? 0 : -1}
          onClick={() => choose({ tab: name })}
        >
          {TITLES[name]}
        </button>
      ))}
    </div>
  );
}

function TabContent({ tab, view }: { readonly tab: TabName; readonly view: EntryView }) {
  if (tab === 'stream') return <StreamTab view={view} />;
  if (tab === 'request') return <RequestTab view={view} />;
  if (tab === 'response') return <ResponseTab view={view} />;
  if (tab === 'why') return <WhyTab view={view} />;
  if (tab === 'compare') return <CompareTab view={view} />;
  return <ConversationTab view={view} />;
}
