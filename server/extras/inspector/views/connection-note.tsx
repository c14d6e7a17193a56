import { useRef } from 'preact/hooks';
import { setToken, token } from '../data/control-plane';
import { connection, refusal } from '../data/journal';

/** Says in words what is wrong with the connection. */
export function ConnectionNote() {
  if (connection.value !== 'lost') return null;
  return (
    <p class="banner" role="alert">
      The connection to llmulator is lost. What you see is what was known before; the page connects again by itself.
    </p>
  );
}

/** Asks for the control token, or says why the page is refused. */
export function TokenForm() {
  const field = useRef<HTMLInputElement>(null);
  if (connection.value === 'refused') {
    return (
      <section class="blank">
        <h2>The control plane refuses this page</h2>
        <p class="bad-text">{refusal.value}</p>
      </section>
    );
  }
  const submit = (event: Event) => {
    event.preventDefault();
    setToken(field.current?.value ?? '');
  };
  return (
    <section class="blank">
      <h2>This emulator needs a control token</h2>
      {token.value === '' ? (
        <p>It is the one that the emulator was started with: --control-token, or LLMULATOR_CONTROL_TOKEN.</p>
      ) : (
        <p class="bad-text" role="alert">
          That token is wrong. {refusal.value}
        </p>
      )}
      <form onSubmit={submit}>
        <label for="token">Control token</label>
        <input id="token" ref={field} type="password" autocomplete="off" required />
        <button type="submit" class="strong">
          Open
        </button>
      </form>
    </section>
  );
}
