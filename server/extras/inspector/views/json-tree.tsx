import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { plural, size } from '../data/format';

/** Members of an object or array that are shown before one asks for more. */
const SHOWN = 100;
/** Characters of a string that are shown before one asks for more. */
const TEXT_SHOWN = 2_000;
/** Levels that are unfolded at first. */
const OPEN_LEVELS = 5;

/** A JSON value as a tree that can be folded. */
export function JsonTree({ value }: { readonly value: unknown }) {
  return (
    <div class="json" dir="ltr">
      <Node value={value} level={0} />
    </div>
  );
}

interface NodeProps {
  readonly name?: string;
  readonly value: unknown;
  readonly level: number;
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

function Node({ name, value, level }: NodeProps) {
  const label: ComponentChildren = name === undefined ? undefined : <span class="key">{name}: </span>;
  if (isContainer(value)) return <Branch label={label} value={value} level={level} />;
  return (
    <div class="leaf">
      {label}
      <Scalar value={value} />
    </div>
  );
}

function Branch({
  label,
  value,
  level,
}: {
  readonly label: ComponentChildren;
  readonly value: object;
  readonly level: number;
}) {
  const [isOpen, setOpen] = useState(level < OPEN_LEVELS);
  const [shown, setShown] = useState(SHOWN);
  const isList = Array.isArray(value);
  const members = Object.entries(value);
  const brackets = isList ? '[]' : '{}';
  if (members.length === 0) {
    return (
      <div class="leaf">
        {label}
        {brackets}
      </div>
    );
  }
  return (
    <details class="branch" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {label}
        <span class="dim">
          {brackets[0]} {plural(members.length, isList ? 'item' : 'member')} {brackets[1]}
        </span>
      </summary>
      {isOpen &&
        members.slice(0, shown).map(([key, member]) => <Node key={key} name={key} value={member} level={level + 1} />)}
      {isOpen && members.length > shown && (
        <button type="button" onClick={() => setShown(shown * 10)}>
          Show more of {plural(members.length, 'item')}
        </button>
      )}
    </details>
  );
}

function Scalar({ value }: { readonly value: unknown }) {
  const [isWhole, setWhole] = useState(false);
  if (typeof value !== 'string') return <span class="literal">{String(value)}</span>;
  const isCut = !isWhole && value.length > TEXT_SHOWN;
  return (
    <>
      <bdi class="string">{JSON.stringify(isCut ? value.slice(0, TEXT_SHOWN) : value)}</bdi>
      {isCut && (
        <button type="button" onClick={() => setWhole(true)}>
          Show all {size(value.length)}
        </button>
      )}
    </>
  );
}
