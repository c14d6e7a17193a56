import { signal } from '@preact/signals';
import { choose, chosen, TABS } from './choices';
import { isPaused, setPaused, visible } from './journal';

/** Which dialog is open. */
export type DialogName = 'help' | 'reset' | 'send' | undefined;
export const dialog = signal<DialogName>(undefined);

/** What each key does, for the help. */
export const KEYS: readonly (readonly [string, string])[] = [
  ['j or ↓', 'the next exchange'],
  ['k or ↑', 'the exchange before'],
  ['Enter', 'open the exchange'],
  ['Escape', 'close the exchange, a menu or this help'],
  ['1 … 6', 'a tab of the exchange'],
  ['/', 'search'],
  ['p', 'pause the list, or go on'],
  ['?', 'this help'],
];

function move(step: number): void {
  const list = visible.value;
  const at = list.findIndex(({ id }) => id === chosen.value.entry);
  const to = at < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + step, 0), list.length - 1);
  const entry = list[to];
  if (entry !== undefined) choose({ entry: entry.id, view: 'exchanges' });
}

const focusOn = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();

const actions: Readonly<Record<string, () => void>> = {
  j: () => move(1),
  ArrowDown: () => move(1),
  k: () => move(-1),
  ArrowUp: () => move(-1),
  '/': () => focusOn('#search'),
  '?': () => {
    dialog.value = 'help';
  },
  p: () => setPaused(!isPaused.value),
  Escape: () => {
    if (chosen.value.entry === undefined) return;
    choose({ entry: undefined });
    focusOn('#exchanges');
  },
};

/** Keys that a focused element uses itself. */
function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('input, textarea, select')) return key !== 'Escape';
  const moves = key.startsWith('Arrow');
  return moves && target.matches('[role=tab], .exchange, .exchange *, summary, button, a');
}

/** Is a dialog open? The browser says a moment later that Escape has closed one. */
const isDialogOpen = (): boolean => dialog.value !== undefined && document.querySelector('dialog:not([open])') === null;

/** Obeys the keyboard wherever the focus is. */
export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isDialogOpen() || isTaken(event.target, event.key)) return;
    const tab = TABS[Number(event.key) - 1];
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (tab !== undefined && chosen.value.entry !== undefined) choose({ tab });
    else if (action !== undefined) action();
    else return;
    event.preventDefault();
  });
}
