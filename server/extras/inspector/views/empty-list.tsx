import { copy } from '../data/actions';

/** What a client is pointed here with. */
const lines = (): string =>
  `export OPENAI_BASE_URL=${location.origin}/v1 OPENAI_API_KEY=sk-any\nexport ANTHROPIC_BASE_URL=${location.origin}/anthropic ANTHROPIC_API_KEY=sk-any`;

/** An empty list says what would fill it. */
export function EmptyList({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <section class="blank">
        <h2>No exchange fits</h2>
        <p>Remove a filter, or search for other words.</p>
      </section>
    );
  }
  return (
    <section class="blank">
      <h2>No exchange yet</h2>
      <p>Point a client at this emulator; what it sends appears here at once.</p>
      <pre>{lines()}</pre>
      <button type="button" class="strong" onClick={() => copy('the lines', lines())}>
        Copy
      </button>
    </section>
  );
}
