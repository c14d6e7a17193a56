import { render } from 'preact';
import { followAddress } from './data/choices';
import { followJournal } from './data/event-stream';
import { listenToKeys } from './data/keyboard';
import { App } from './views/app';

followAddress();
followJournal();
listenToKeys();
render(<App />, document.getElementById('app') as HTMLElement);
