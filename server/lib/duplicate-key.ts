/** A key that stands twice in one object, and the way to it: names only, without the indices of arrays. */
export interface DuplicateKey {
  readonly key: string;
  readonly path: readonly string[];
}

/** The first key of a sound JSON text that repeats one of its object. */
export function findDuplicateKey(text: string, value: unknown): DuplicateKey | undefined {
  return keysWritten(text) === keysHeld(value) ? undefined : locate(text);
}

/** Where a string ends that begins at `start`: after its closing quote. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}

/** Past the white space at a place; in a sound text nothing else between strings and signs is that low. */
function pastSpace(text: string, at: number): number {
  let next = at;
  while (text.charCodeAt(next) <= 0x20) next += 1;
  return next;
}

/** How many members the text writes: strings before a colon. */
function keysWritten(text: string): number {
  let keys = 0;
  for (let start = text.indexOf('"'); start >= 0; ) {
    const end = endOfString(text, start);
    if (text[pastSpace(text, end)] === ':') keys += 1;
    start = text.indexOf('"', end);
  }
  return keys;
}

/** How many members are left when each name counts once. */
function keysHeld(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const members = Object.values(value);
  const own = Array.isArray(value) ? 0 : members.length;
  return members.reduce<number>((sum, member) => sum + keysHeld(member), own);
}

/** One object or array that is open while the text is walked. */
interface Open {
  /** Names met so far; undefined for an array. */
  readonly names: Set<string> | undefined;
  /** The name whose value is being read. */
  at?: string;
}

function locate(text: string): DuplicateKey | undefined {
  const open: Open[] = [];
  const signs = /["{}[\]]/g;
  for (let sign = signs.exec(text); sign !== null; sign = signs.exec(text)) {
    const [char] = sign;
    if (char === '{') open.push({ names: new Set() });
    else if (char === '[') open.push({ names: undefined });
    else if (char !== '"') open.pop();
    else {
      const end = endOfString(text, sign.index);
      signs.lastIndex = end;
      const here = open.at(-1);
      if (here?.names === undefined || text[pastSpace(text, end)] !== ':') continue;
      const key = JSON.parse(text.slice(sign.index, end)) as string;
      here.at = key;
      if (here.names.has(key)) return { key, path: open.flatMap(({ at }) => at ?? []) };
      here.names.add(key);
    }
  }
  return undefined;
}
