// Every fault, and what the newest Python SDKs report of it: error class, attempts, waits, and what they keep of a stream.
import assert from 'node:assert/strict';
import { runCommand } from '../../scripts/run-command.mjs';

const LIMIT_MS = 120_000;
/** Seconds after which a client gives up: soon where nothing ever comes. */
const PATIENCE = 30;
const LITTLE_PATIENCE = 3;

/** What is raised, by a class of the raised one's line of descent; a status where the SDK has no class of its own. */
const refusals = {
  'rate-limited': ['RateLimitError'],
  'slow-down': ['RateLimitError'],
  'quota-exceeded': ['RateLimitError', 'BadRequestError'],
  billing: ['BadRequestError', 402],
  'permission-denied': ['PermissionDeniedError'],
  'invalid-credentials': ['AuthenticationError'],
  'not-found': ['NotFoundError'],
  conflict: ['ConflictError'],
  'too-large': [413],
  blocked: ['BadRequestError'],
  'server-error': ['InternalServerError'],
  overloaded: [503, 529],
  timeout: [504],
  'bad-gateway': [502],
  unavailable: [503],
  'gateway-timeout': [504],
};

/** Of a body: what is raised, or nothing where all is well. */
const bodies = {
  '': [],
  'delay;ms=20': [],
  silence: ['APITimeoutError'],
  hang: ['APITimeoutError'],
  empty: ['APIConnectionError'],
  reset: ['APIConnectionError'],
  cut: ['APIConnectionError'],
  'cut-in-frame': ['APIConnectionError'],
  'cut-in-character': ['APIConnectionError'],
  'wrong-length': ['APIConnectionError'],
  // The SDKs let what is no JSON through as Python's own error.
  garbled: ['JSONDecodeError'],
  truncated: ['JSONDecodeError'],
  'wrong-type': [],
  'slow-bytes;size=300;ms=1': [],
  resliced: [],
  'content-filter;after=4': [],
  'pause;after=4': [],
  refusal: [],
};

// openai wraps what the HTTP client raises in mid-stream; anthropic hands it on.
const BROKEN = ['APIConnectionError', 'RemoteProtocolError'];

/** Of a stream: what is raised, then how much of the text was kept. */
const streams = {
  '': [[], 'all'],
  'stream-overloaded;after=6': [['APIError'], 'some'],
  'stream-server-error;after=6': [['APIError'], 'some'],
  'stream-rate-limited;after=6': [['APIError'], 'some'],
  'stream-quota-exceeded;after=6': [['APIError'], 'some'],
  'stream-blocked;after=6': [['APIError'], 'some'],
  'stream-timeout;after=6': [['APIError'], 'some'],
  'delay;ms=20': [[], 'all'],
  silence: [['APITimeoutError'], 'none'],
  'hang;after=6': [['APITimeoutError', 'ReadTimeout'], 'some'],
  'cut;after=6': [BROKEN, 'some'],
  'cut-in-frame;after=6': [BROKEN, 'some'],
  'cut-in-character;after=6': [BROKEN, 'some'],
  'garbled;after=6': [['JSONDecodeError'], 'some'],
  'duplicate;after=6': [[], 'more'],
  // Nobody notices that the last word is missing.
  'no-ending': [[], 'all'],
  'wrong-type': [[], 'all'],
  'slow-bytes;size=300;ms=1': [[], 'all'],
  resliced: [[], 'all'],
  'content-filter;after=8': [[], 'some'],
};

/** Attempts of a client that may make three, then the least milliseconds before each further one. */
const retries = {
  'rate-limited;first=2;ms=30': [3, 30],
  'rate-limited;first=1;retry=1': [2, 1_000],
  'rate-limited;ms=20': [3, 20, 'RateLimitError'],
  'rate-limited;again=false': [1, 0, 'RateLimitError'],
  'server-error;first=1;again=true': [2, 100],
  'overloaded;first=2;ms=20': [3, 20],
  'timeout;first=1': [2, 100],
  'conflict;first=1': [2, 100],
  'bad-gateway;first=1': [2, 100],
  'gateway-timeout;first=1': [2, 100],
  'empty;first=1': [2, 100],
  'reset;first=1': [2, 100],
  'silence;first=1': [2, 100],
  'cut;first=1': [2, 100],
  'invalid-credentials;first=1': [1, 0, 'AuthenticationError'],
  'not-found;first=1': [1, 0, 'NotFoundError'],
  'permission-denied;first=1': [1, 0, 'PermissionDeniedError'],
};

const SURFACES = { chat: 'openai', responses: 'openai', messages: 'anthropic' };

/** The second of two is Anthropic's, where it differs. */
const ofHouse = ([openai, anthropic = openai], house) => (house === 'openai' ? openai : anthropic);

function raised(expected, { classes, status }) {
  if (typeof expected === 'number') assert.equal(status, expected);
  else if (expected === undefined) assert.deepEqual(classes, []);
  else assert.ok(classes.includes(expected), `raised ${classes.join(' < ') || 'nothing'}, not ${expected}`);
}

/** How much of a text is kept. */
const keeps = {
  all: (kept, whole) => assert.equal(kept, whole),
  none: (kept) => assert.equal(kept, ''),
  some: (kept, whole) => assert.ok(kept !== '' && kept !== whole && whole.startsWith(kept), `kept ${kept}`),
  more: (kept, whole) => assert.ok(kept.length > whole.length, `kept ${kept}`),
};

const row = (fault, surface, more) => ({
  fault,
  surface,
  house: SURFACES[surface],
  stream: false,
  max_retries: 0,
  ...more,
});

const twoSurfaces = (table, rowOf) =>
  Object.entries(table).flatMap(([fault, expected]) =>
    ['chat', 'messages'].map((surface) => rowOf(fault, surface, expected)),
  );

const plain = (fault, surface, expected) =>
  row(fault, surface, { check: (seen) => raised(ofHouse(expected, SURFACES[surface]), seen) });

const streamed = ([fault, [expected, much]]) =>
  Object.entries(SURFACES).map(([surface, house]) =>
    row(fault, surface, {
      stream: true,
      check(seen, { whole }) {
        raised(ofHouse(expected, house), seen);
        keeps[much](seen.kept, whole[surface]);
      },
    }),
  );

const retried = (fault, surface, [attempts, wait, error]) =>
  row(fault, surface, {
    max_retries: 2,
    check(seen, { entries }) {
      raised(error, seen);
      assert.equal(entries.length, attempts);
      for (const [at, entry] of entries.slice(1).entries()) {
        const waited = entry.at - entries[at].at - entries[at].duration;
        assert.ok(waited >= wait - 1, `waited ${waited} ms, not ${wait}`);
      }
    },
  });

const rows = [
  ...twoSurfaces({ ...refusals, ...bodies }, plain),
  ...Object.entries(streams).flatMap(streamed),
  ...twoSurfaces(retries, retried),
].map((each, at) => ({
  ...each,
  namespace: `fault-${at}`,
  timeout: /^(silence|hang)/.test(each.fault) ? LITTLE_PATIENCE : PATIENCE,
}));

/** How many checks there are. */
export const faultCount = rows.length;

async function entriesOf(url, namespace) {
  const response = await fetch(`${url}/_llmulator/journal?namespace=${namespace}`);
  return (await response.json()).entries;
}

/** Asks under every fault at once, then checks what came, row by row. */
export async function checkFaults([command, args], { url, env, tally }) {
  const asked = rows.map(({ check: _check, namespace, ...rest }) => ({ ...rest, api_key: `sk-any@${namespace}` }));
  const printed = await runCommand(command, [...args, JSON.stringify(asked)], { env, limitMs: LIMIT_MS });
  const seen = JSON.parse(printed.trim().split('\n').at(-1));
  const whole = Object.fromEntries(
    rows.flatMap(({ fault, stream, surface }, at) => (fault === '' && stream ? [[surface, seen[at].kept]] : [])),
  );
  for (const [at, { fault, surface, stream, max_retries, namespace, check }] of rows.entries()) {
    const title = `python ${surface}${stream ? ' stream' : ''} under ${fault || 'no fault'}, ${max_retries} retries`;
    await tally.check(title, async () => check(seen[at], { whole, entries: await entriesOf(url, namespace) }));
  }
}
