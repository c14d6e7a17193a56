import type { Ids } from '../../../core';

/** What the ids of a response and its items begin with. */
type ItemPrefix = 'resp' | 'msg' | 'rs' | 'fc' | 'ctc' | 'cmp';

/** Names the response and its items: all share sixteen digits. */
export type ItemIds = (prefix: ItemPrefix) => string;

const SHARED_DIGITS = 16;
const TIME_DIGITS = 8;

/** An item's own digits: 4, then `81`, then the rest. */
const OWN_DIGITS = 22;
/** Digits that a reasoning item hands down to the items that it leads to; the rest of its own repeat shared ones. */
const KIN_DIGITS = 11;
/** The digits at the end of an item's id by which it is known that reasoning led to it repeat the last shared ones. */
const MARK_DIGITS = SHARED_DIGITS - KIN_DIGITS;

/**
 * Ids as recorded since September 2025: 16 shared digits, `00`, 8 of Unix seconds, 24 whose third byte is `81`.
 * Where items are `kept`, the id of one tells which reasoning item led to it: see `leaderOf`.
 */
export function itemIdsOf(ids: Ids, created: number, kept = false): ItemIds {
  const shared = `0${ids.hex(SHARED_DIGITS - 1)}`;
  const head = `${shared}00${created.toString(16).padStart(TIME_DIGITS, '0')}`;
  let kin: string | undefined;
  const digitsOf = (prefix: ItemPrefix): string => {
    if (prefix === 'rs' && kept) {
      kin = ids.hex(KIN_DIGITS);
      return kin + shared.slice(0, KIN_DIGITS);
    }
    if (kin === undefined) return ids.hex(OWN_DIGITS);
    return kin + ids.hex(OWN_DIGITS - KIN_DIGITS - MARK_DIGITS) + shared.slice(KIN_DIGITS);
  };
  return (prefix) => {
    const own = digitsOf(prefix);
    return `${prefix}_${head}${own.slice(0, 4)}81${own.slice(4)}`;
  };
}

/** An id of the form in which this emulator gives its own out. */
const OWN_FORM = /^[a-z]+_0[0-9a-f]{15}00[0-9a-f]{12}81[0-9a-f]{18}$/;

/** Could this emulator have issued the id? Nothing is stored yet, so its form must do. */
export const looksIssued = (id: string): boolean => OWN_FORM.test(id);

/** Shared digits and time, the digits handed down, and the mark. */
const LED_FORM = /^[a-z]+_((0[0-9a-f]{10})([0-9a-f]{5})00[0-9a-f]{8}[0-9a-f]{4}81[0-9a-f]{7})[0-9a-f]{6}\3$/;

/** The id of the reasoning item that led to an item of ours, if one did. Nothing is stored: the ids themselves tell. */
export function leaderOf(id: string): string | undefined {
  const [, kin, shared] = LED_FORM.exec(id) ?? [];
  return kin === undefined ? undefined : `rs_${kin}${shared}`;
}

const SEALED_LENGTH = 700;
const SEALED_START = 'gAAAAA';

/** A stand-in for encrypted reasoning: Fernet-like, URL-safe base64. */
export const sealed = (ids: Ids): string => SEALED_START + ids.base64url(SEALED_LENGTH - SEALED_START.length);

/** Could the house have sealed this text itself? */
export const looksSealed = (text: string): boolean => text.startsWith(SEALED_START);
