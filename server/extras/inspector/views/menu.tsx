import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A button that shows further ones. */
export function Menu({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  const box = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (box.current !== null) box.current.open = false;
  };
  useEffect(() => {
    const closeOutside = ({ target }: Event) => {
      if (!box.current?.contains(target as Node)) close();
    };
    addEventListener('click', closeOutside);
    return () => removeEventListener('click', closeOutside);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || box.current?.open !== true) return;
    event.preventDefault();
    close();
    box.current.querySelector('summary')?.focus();
  };
  return (
    <details class="menu" ref={box} onKeyDown={onKeyDown}>
      <summary>{label}</summary>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click of any button closes the menu. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: buttons turn keys into clicks. */}
      <div class="menu-items" onClick={close}>
        {children}
      </div>
    </details>
  );
}
