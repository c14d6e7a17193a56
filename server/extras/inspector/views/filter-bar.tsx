import { useEffect, useRef } from 'preact/hooks';
import { isReadOnly, notify } from '../data/actions';
import { choose, chosen } from '../data/choices';
import { facets, toggled, valuesOf } from '../data/filters';
import { count } from '../data/format';
import { entries, visible } from '../data/journal';
import { readLint } from '../data/lint';

/** Milliseconds without a key after which the search begins. */
const TYPING = 250;

/** Search, filters and what they leave. */
export function FilterBar() {
  const { filters, text } = chosen.value;
  const active = facets.flatMap((facet) => (filters[facet.key] ?? []).map((value) => ({ ...facet, value })));
  const isFiltered = active.length > 0 || text !== '';
  const clear = () => choose({ filters: {}, text: '' });
  return (
    <search class="filters">
      {!isReadOnly && <SearchField />}
      <div class="facets">
        {facets.map(({ key }) => (
          <FacetPicker key={key} name={key} />
        ))}
      </div>
      <div class="chips">
        <span class="total" role="status">
          {isFiltered
            ? `${count(visible.value.length)} of ${count(entries.value.length)}`
            : `${count(entries.value.length)} in all`}
        </span>
        {active.map(({ key, label, value }) => (
          <button
            key={`${key} ${value}`}
            type="button"
            class="chip"
            aria-label={`Remove filter ${label} ${value}`}
            onClick={() => choose({ filters: toggled(filters, key, value) })}
          >
            <span class="label">{label}</span> <bdi>{value}</bdi> <span aria-hidden="true">×</span>
          </button>
        ))}
        {isFiltered && (
          <button type="button" class="quiet" onClick={clear}>
            Clear filters
          </button>
        )}
      </div>
    </search>
  );
}

function SearchField() {
  const { text } = chosen.value;
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (field.current !== null && document.activeElement !== field.current) field.current.value = text;
  }, [text]);
  const search = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => choose({ text: field.current?.value ?? '' }), TYPING);
  };
  return (
    <input
      id="search"
      ref={field}
      type="search"
      aria-label="Search in requests and replies"
      placeholder="Search in requests and replies, or /pattern/"
      value={text}
      onInput={search}
    />
  );
}

/** Adds a value of a facet to the filters. */
function FacetPicker({ name }: { readonly name: string }) {
  const { filters, namespace } = chosen.value;
  const facet = facets.find(({ key }) => key === name);
  if (facet === undefined || (isReadOnly && name === 'lint')) return null;
  const chosenValues = filters[name] ?? [];
  const values = valuesOf(facet, entries.value).filter(([value]) => !chosenValues.includes(value));
  const prepare = () => {
    if (name === 'lint') readLint(namespace).catch(({ message }: Error) => notify(message, true));
  };
  if (name !== 'lint' && values.length === 0) return null;
  return (
    <select
      class="facet"
      aria-label={`Filter by ${facet.label}`}
      value=""
      onPointerDown={prepare}
      onFocus={prepare}
      onChange={({ currentTarget }) => {
        choose({ filters: toggled(filters, name, currentTarget.value) });
        currentTarget.value = '';
      }}
    >
      <option value="">{facet.label}</option>
      {values.map(([value, times]) => (
        <option key={value} value={value}>
          {value} ({count(times)})
        </option>
      ))}
    </select>
  );
}
