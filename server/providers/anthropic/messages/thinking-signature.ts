/** What the signature of a thought vouches for. Digests are strings of bytes. */
export interface SignedThought {
  /** A thought in words, or one that the service keeps to itself. */
  readonly kind: 'thinking' | 'redacted';
  /** Its place among the thoughts of its reply. */
  readonly ordinal: number;
  /** Of the words that were shown. */
  readonly words: string;
  /** Of what stood before it in the conversation. */
  readonly before: ContextDigests;
}

/** Digests of what a thought was an answer to. */
export interface ContextDigests {
  readonly system: string;
  readonly tools: string;
  readonly messages: string;
}

// Captures of autumn 2026: field 1 is 4, field 2 holds a head that names the kind, then opaque bytes; field 3 is 1.
const OPENING = '\x08\x04\x12';
const HEAD = '\x0a\x10\x08\x12\x18\x02\x38\x01\x42\x08';
const TAIL = '\x18\x01';
/** Both kinds have eight letters, as the head says. */
const KINDS: readonly SignedThought['kind'][] = ['thinking', 'redacted'];

const WORDS_BYTES = 16;
const BEFORE_BYTES = 8;
const CLAIM_BYTES = 1 + WORDS_BYTES + 3 * BEFORE_BYTES;
const MAX_ORDINAL = 255;

/** The proof is as long as this at least, so that its length takes two bytes as a varint. */
const LEAST_PROOF = 192;
/** A longer thought has a longer signature, by one byte for each two characters up to this many. */
const MOST_GROWTH = 2_400;
const CHARACTERS_A_BYTE = 2;

/** One key for all emulators: what is recorded once stays valid anywhere. It protects nothing but honest mistakes. */
const KEY = 'llmulator seals thoughts';

// Looked up once: inside the sandboxes of test runners globals are slow.
const { imul } = Math;

const STEPS = [2654435761, 1597334677, 2246822507, 3266489909];

/** A keyed digest of a text: 16 bytes, or the first of them. Surfaces see no room with hashes, so it is made here. */
export function digestOf(text: string, bytes: number = BEFORE_BYTES): string {
  const lanes = Uint32Array.from(STEPS);
  for (const part of [KEY, text, String(text.length)]) {
    for (let at = 0; at < part.length; at += 1) {
      const unit = part.charCodeAt(at);
      for (let lane = 0; lane < STEPS.length; lane += 1) {
        lanes[lane] = imul((lanes[lane] ?? 0) ^ (unit + lane), STEPS[lane] ?? 1);
      }
    }
  }
  mixLanes(lanes);
  return String.fromCharCode(...new Uint8Array(lanes.buffer).subarray(0, bytes));
}

/** Lets each bit of the outcome depend on all that was added. */
function mixLanes(lanes: Uint32Array): void {
  for (let round = 0; round < 3 * STEPS.length; round += 1) {
    const lane = round % STEPS.length;
    const mixed = (lanes[lane] ?? 0) ^ (lanes[(lane + 3) % STEPS.length] ?? 0);
    lanes[lane] = imul(mixed ^ (mixed >>> 15), STEPS[(round + 1) % STEPS.length] ?? 1) ^ (mixed >>> 7);
  }
}

/** The digest under which a signature knows the words of a thought. */
export const thoughtDigest = (words: string): string => digestOf(words, WORDS_BYTES);

const varint = (value: number): string => String.fromCharCode((value & 0x7f) | 0x80, value >>> 7);

const unvarint = (bytes: string, at: number): number => (bytes.charCodeAt(at) & 0x7f) | (bytes.charCodeAt(at + 1) << 7);

/** Bytes that only who knows the key can make for these bytes. */
function proofOf(claim: string, length: number): string {
  let proof = '';
  for (let block = 0; proof.length < length; block += 1) proof += digestOf(`${block} ${claim}`, WORDS_BYTES);
  return proof.slice(0, length);
}

/** A signature in standard base64: the same for the same thought at the same place, whoever asks and whenever. */
function encodeSignature({ kind, ordinal, words, before }: SignedThought, proofLength: number): string {
  const claim = String.fromCharCode(ordinal) + words + before.system + before.tools + before.messages;
  const proof = proofOf(`${kind}${claim}${proofLength}`, proofLength);
  const inner = `${HEAD}${kind}\x12${String.fromCharCode(CLAIM_BYTES)}${claim}\x1a${varint(proofLength)}${proof}`;
  return btoa(`${OPENING}${varint(inner.length)}${inner}${TAIL}`);
}

/** A signature (or the data of a redacted thought); a long thought, shown or not, has a long one. */
export function sign(sealed: SignedThought, thought: string): string {
  const growth = Math.min(MOST_GROWTH, Math.floor(thought.length / CHARACTERS_A_BYTE));
  return encodeSignature({ ...sealed, ordinal: Math.min(sealed.ordinal, MAX_ORDINAL) }, LEAST_PROOF + growth);
}

const bytesOf = (base64: string): string => {
  try {
    return atob(base64);
  } catch {
    return '';
  }
};

/** What a signature vouches for, or undefined when no emulator wrote it so, letter for letter. */
export function verifySignature(signature: string): SignedThought | undefined {
  const bytes = bytesOf(signature);
  let at = OPENING.length + 2 + HEAD.length;
  const take = (length: number): string => {
    at += length;
    return bytes.slice(at - length, at);
  };
  const kind = take(KINDS[0]?.length ?? 0) as SignedThought['kind'];
  take(2);
  const ordinal = take(1).charCodeAt(0);
  const words = take(WORDS_BYTES);
  const before = { system: take(BEFORE_BYTES), tools: take(BEFORE_BYTES), messages: take(BEFORE_BYTES) };
  const length = unvarint(bytes, at + 1);
  if (!KINDS.includes(kind) || Number.isNaN(length) || length > bytes.length) return undefined;
  const sealed = { kind, ordinal, words, before };
  return encodeSignature(sealed, length) === signature ? sealed : undefined;
}
