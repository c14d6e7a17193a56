import type { Ids } from '../../../core';

/** What the ids of a response and its items begin with. */
type ItemPrefix = 'resp' | 'msg' | 'rs' | 'fc' | 'ctc';

/** Names the response and its items: all share sixteen digits. */
export type ItemIds = (prefix: ItemPrefix) => string;

const SHARED_DIGITS = 16;
const TIME_DIGITS = 8;

/** Ids as recorded since September 2025: 16 shared digits, `00`, 8 of Unix seconds, 24 whose third byte is `81`. */
export function itemIdsOf(ids: Ids, created: number): ItemIds {
  const shared = `0${ids.hex(SHARED_DIGITS - 1)}`;
  const time = created.toString(16).padStart(TIME_DIGITS, '0');
  return (prefix) => {
    const own = ids.hex(22);
    return `${prefix}_${shared}00${time}${own.slice(0, 4)}81${own.slice(4)}`;
  };
}

/** An id of the form in which this emulator gives its own out. */
const OWN_FORM = /^[a-z]+_0[0-9a-f]{15}00[0-9a-f]{12}81[0-9a-f]{18}$/;

/** Could this emulator have issued the id? Nothing is stored yet, so its form must do. */
export const looksIssued = (id: string): boolean => OWN_FORM.test(id);

const SEALED_LENGTH = 700;
const SEALED_START = 'gAAAAA';

/** A stand-in for encrypted reasoning: Fernet-like, URL-safe base64. */
export const sealed = (ids: Ids): string => SEALED_START + ids.base64url(SEALED_LENGTH - SEALED_START.length);

/** Could the house have sealed this text itself? */
export const looksSealed = (text: string): boolean => text.startsWith(SEALED_START);
