import { copy } from '../data/actions';
import { chosen } from '../data/choices';

/** What a client is pointed here with; the key names the namespace. */
function environmentLines(namespace: string): string {
  const key = namespace === 'default' ? 'sk-any' : `'${`sk-any@${namespace}`.replaceAll("'", "'\\''")}'`;
  return [
    `export OPENAI_BASE_URL=${location.origin}/v1 OPENAI_API_KEY=${key}`,
    `export ANTHROPIC_BASE_URL=${location.origin}/anthropic ANTHROPIC_API_KEY=${key}`,
  ].join('\n');
}

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
  const lines = environmentLines(chosen.value.namespace);
  return (
    <section class="blank">
      <h2>No exchange yet</h2>
      <p>Point a client at this emulator; what it sends appears here at once.</p>
      <pre>{lines}</pre>
      <button type="button" class="strong" onClick={() => copy('the lines', lines)}>
        Copy
      </button>
    </section>
  );
}
