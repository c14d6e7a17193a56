import { useState } from 'preact/hooks';
import { size } from '../data/format';

/** Characters that are shown of a text before one asks for all. */
const SHOWN = 20_000;

/** A text; a long one is cut, with a way to see all. */
export function CutText({ text, isCode = false }: { readonly text: string; readonly isCode?: boolean }) {
  const [isWhole, setWhole] = useState(false);
  const isCut = !isWhole && text.length > SHOWN;
  return (
    <>
      <pre class={isCode ? 'code' : 'prose'} dir="auto">
        {isCut ? text.slice(0, SHOWN) : text}
      </pre>
      {isCut && (
        <button type="button" onClick={() => setWhole(true)}>
          Show all {size(text.length)}
        </button>
      )}
    </>
  );
}
