import { chosen } from '../data/choices';
import { connection } from '../data/journal';
import { ConnectionNote, TokenForm } from './connection-note';
import { ControlsView } from './controls-view';
import { Dialogs } from './dialogs';
import { EntryList } from './entry-list';
import { Exchange } from './exchange';
import { FilterBar } from './filter-bar';
import { NoticeLine } from './notice-line';
import { SessionsView } from './sessions-view';
import { TopBar } from './top-bar';

/** The whole page. */
export function App() {
  const { view, entry } = chosen.value;
  const isShut = connection.value === 'token' || connection.value === 'refused';
  return (
    <>
      <a class="skip" href="#main">
        Skip to the exchanges
      </a>
      <TopBar />
      <ConnectionNote />
      <main id="main" class={entry === undefined ? 'main' : 'main with-exchange'}>
        {isShut ? (
          <TokenForm />
        ) : (
          <>
            <div class="primary">
              {view === 'controls' ? undefined : <FilterBar />}
              {view === 'exchanges' && <EntryList />}
              {view === 'sessions' && <SessionsView />}
              {view === 'controls' && <ControlsView />}
            </div>
            {entry !== undefined && <Exchange key={entry} id={entry} />}
          </>
        )}
      </main>
      <NoticeLine />
      <Dialogs />
    </>
  );
}
