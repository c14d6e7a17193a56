import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EntryView } from '../../../journal';
import { bodyOf } from '../copy/as-client';
import { notify, resetNamespace, sendAgain } from '../data/actions';
import { chosen } from '../data/choices';
import { readEntry } from '../data/control-plane';
import { pretty } from '../data/format';
import { dialog, KEYS } from '../data/keyboard';

const close = (): void => {
  dialog.value = undefined;
};

/** The dialog that is open, if any is. */
export function Dialogs() {
  if (dialog.value === 'help') return <HelpDialog />;
  if (dialog.value === 'reset') return <ResetDialog />;
  if (dialog.value === 'send' && chosen.value.entry !== undefined) return <SendDialog id={chosen.value.entry} />;
  return null;
}

function Dialog({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={box} aria-labelledby="dialog-title" onClose={close}>
      <h2 id="dialog-title">{title}</h2>
      {children}
    </dialog>
  );
}

function HelpDialog() {
  return (
    <Dialog title="Keys">
      <dl class="keys">
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={close}>
        Close
      </button>
    </Dialog>
  );
}

function ResetDialog() {
  const reset = async () => {
    close();
    await resetNamespace();
  };
  return (
    <Dialog title={`Reset ${chosen.value.namespace}?`}>
      <p>
        All that the namespace <bdi>{chosen.value.namespace}</bdi> owns is forgotten: its journal, fixtures that were
        added, stored objects, faults, limits and prompt caches.
      </p>
      <div class="one-line">
        <button type="button" onClick={close}>
          Keep it
        </button>
        <button type="button" class="danger" onClick={reset}>
          Reset
        </button>
      </div>
    </Dialog>
  );
}

function SendDialog({ id }: { readonly id: number }) {
  const [view, setView] = useState<EntryView | undefined>(undefined);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    readEntry(chosen.value.namespace, id).then(setView, ({ message }: Error) => notify(message, true));
  }, [id]);
  const send = async (event: Event) => {
    event.preventDefault();
    const body = field.current?.value ?? '';
    close();
    if (view !== undefined) await sendAgain(view, body);
  };
  return (
    <Dialog title={`Send #${id} again`}>
      {view !== undefined && (
        <form onSubmit={send}>
          <label for="body">
            Body of {view.request.method} {view.request.path}
          </label>
          <textarea id="body" ref={field} rows={16} spellcheck={false} defaultValue={editable(view)} />
          <div class="one-line">
            <button type="button" onClick={close}>
              Cancel
            </button>
            <button type="submit" class="strong">
              Send
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

/** Characters up to which a body is indented for editing. */
const INDENTED = 200_000;

const editable = (view: EntryView): string => {
  const text = bodyOf(view);
  return text.length > INDENTED ? text : pretty(view.request.body ?? '');
};
