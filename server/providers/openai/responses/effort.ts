import type { Profile } from '../../../core';
import type { ResponsesBody } from './schema';

type Asking = Pick<ResponsesBody, 'reasoning'>;

/** The effort that a request gets: what it asks for, else the model's own. */
export function effortOf({ reasoning }: Asking, profile: Profile): string | null {
  if (profile.reasoning === 'none') return null;
  return (
    reasoning?.effort ?? profile.values['default_effort']?.[0] ?? (profile.reasoning === 'hidden' ? 'medium' : null)
  );
}

/** Does the model reason on this request? */
export const reasons = (body: Asking, profile: Profile): boolean =>
  profile.reasoning !== 'none' && effortOf(body, profile) !== 'none';
