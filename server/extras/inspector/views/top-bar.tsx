import { clearJournal, exportRun, isReadOnly } from '../data/actions';
import { choose, chosen, VIEWS } from '../data/choices';
import { connection, entries, isPaused, missed, namespaces, setPaused } from '../data/journal';
import { dialog } from '../data/keyboard';
import { Menu } from './menu';

const STATES = {
  connecting: 'Connecting',
  live: 'Live',
  lost: 'Connection lost',
  token: 'Token needed',
  refused: 'Refused',
  archive: 'Exported run',
} as const;

const TITLES = { exchanges: 'Exchanges', sessions: 'Sessions', controls: 'Controls' } as const;

/** Name of the page, the views, the namespace, and what can be done with the whole list. */
export function TopBar() {
  const { view } = chosen.value;
  const shown = isReadOnly ? VIEWS.filter((name) => name !== 'controls') : VIEWS;
  return (
    <header class="top">
      <h1>
        <span class="logo" aria-hidden="true" />
        llmulator
      </h1>
      <nav aria-label="Views">
        {shown.map((name) => (
          <button
            key={name}
            type="button"
            class="view"
            aria-current={view === name ? 'page' : undefined}
            onClick={() => choose({ view: name, entry: undefined })}
          >
            {TITLES[name]}
          </button>
        ))}
      </nav>
      <NamespacePicker />
      <span class={`state ${connection.value}`} role="status">
        {isPaused.value ? pausedText() : STATES[connection.value]}
      </span>
      <ListActions />
    </header>
  );
}

const pausedText = (): string => (missed.value === 0 ? 'Paused' : `Paused, ${missed.value} new`);

function NamespacePicker() {
  const { namespace } = chosen.value;
  if (isReadOnly) return null;
  const names = [...new Set([...namespaces.value, namespace])];
  return (
    <label class="namespace">
      <span class="label">Namespace</span>
      <select
        value={namespace}
        onChange={({ currentTarget }) => choose({ namespace: currentTarget.value, entry: undefined })}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function ListActions() {
  const help = () => {
    dialog.value = 'help';
  };
  const reset = () => {
    dialog.value = 'reset';
  };
  if (isReadOnly) {
    return (
      <button type="button" onClick={help}>
        Keys
      </button>
    );
  }
  return (
    <div class="actions">
      <button type="button" aria-pressed={isPaused.value} onClick={() => setPaused(!isPaused.value)}>
        {isPaused.value ? 'Go on' : 'Pause'}
      </button>
      <Menu label="More">
        <button type="button" onClick={exportRun} disabled={entries.value.length === 0}>
          Export as HTML
        </button>
        <button type="button" onClick={clearJournal}>
          Clear the journal
        </button>
        <button type="button" onClick={reset}>
          Reset the namespace …
        </button>
        <button type="button" onClick={help}>
          Keys
        </button>
      </Menu>
    </div>
  );
}
