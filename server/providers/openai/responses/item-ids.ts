import type { Ids } from '../../../core';

/** Names a response and its items by what their ids begin with: all share sixteen digits. */
export type ItemIdFactory = (prefix: string) => string;

const SHARED_DIGITS = 16;
const TIME_DIGITS = 8;
/** An item's own digits: 4, then `81`, then the rest. */
const OWN_DIGITS = 22;

/** What the ids of one response share: it is drawn before all else. */
export const drawSharedDigits = (ids: Ids, created: number): string =>
  `0${ids.hex(SHARED_DIGITS - 1)}00${created.toString(16).padStart(TIME_DIGITS, '0')}`;

/** Ids as recorded since September 2025: 16 shared digits, `00`, 8 of Unix seconds, 24 whose third byte is `81`. */
export function itemIdsOf(ids: Ids, created: number): ItemIdFactory {
  const head = drawSharedDigits(ids, created);
  return (prefix) => {
    const own = ids.hex(OWN_DIGITS);
    return `${prefix}_${head}${own.slice(0, 4)}81${own.slice(4)}`;
  };
}

/** An id of the form in which this emulator gives its own out; what a response shares with its items is captured. */
const OWN_FORM = /^[a-z]+_(0[0-9a-f]{15}00[0-9a-f]{8})[0-9a-f]{4}81[0-9a-f]{18}$/;

/** What an id shares with the other ids of its response; undefined where it is none of ours. */
export const sharedDigitsOf = (id: string): string | undefined => OWN_FORM.exec(id)?.[1];

/** What the id of an item begins with, by type: others are refused. */
export const PREFIXES: Readonly<Record<string, string>> = {
  message: 'msg',
  function_call: 'fc',
  custom_tool_call: 'ctc',
  reasoning: 'rs',
  web_search_call: 'ws',
  file_search_call: 'fs',
  code_interpreter_call: 'ci',
  image_generation_call: 'ig',
  computer_call: 'cu',
  mcp_call: 'mcp',
  mcp_list_tools: 'mcpl',
  mcp_approval_request: 'mcpr',
  compaction: 'cmp',
};

/** The same of items that clients send, as recorded; nobody saw others refused. */
const GIVEN_PREFIXES: Readonly<Record<string, string>> = {
  function_call_output: 'fco',
  custom_tool_call_output: 'ctco',
  tool_search_call: 'tsc',
  tool_search_output: 'tso',
  shell_call: 'sh',
  shell_call_output: 'sho',
  apply_patch_call: 'apc',
  apply_patch_call_output: 'apco',
  local_shell_call: 'lsh',
  program: 'cm',
  program_output: 'cmo',
};

/** What the id of an item without one begins with. */
export const prefixOf = (type: string): string => PREFIXES[type] ?? GIVEN_PREFIXES[type] ?? 'item';

const SEALED_LENGTH = 700;
const SEALED_START = 'gAAAAA';

/** A stand-in for encrypted reasoning: Fernet-like, URL-safe base64. */
export const fakeEncryptedContent = (ids: Ids): string =>
  SEALED_START + ids.base64url(SEALED_LENGTH - SEALED_START.length);

/** Could the service have sealed this text itself? */
export const isFakeEncryptedContent = (text: string): boolean => text.startsWith(SEALED_START);
