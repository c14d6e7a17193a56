import { useEffect } from 'preact/hooks';
import { notice } from '../data/actions';

/** Milliseconds for which a message stays. */
const SHOWN_FOR = 4_000;

/** Says how an action went. */
export function NoticeLine() {
  const shown = notice.value;
  useEffect(() => {
    if (shown === undefined || shown.isBad) return;
    const timer = setTimeout(() => {
      notice.value = undefined;
    }, SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [shown]);
  const dismiss = () => {
    notice.value = undefined;
  };
  return (
    <div class="notice-place" role="status">
      {shown !== undefined && (
        <p class={shown.isBad ? 'notice bad' : 'notice'}>
          <span>{shown.text}</span>
          <button type="button" class="quiet" aria-label="Dismiss" onClick={dismiss}>
            ×
          </button>
        </p>
      )}
    </div>
  );
}
