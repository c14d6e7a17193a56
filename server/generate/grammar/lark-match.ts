import type { ReadPattern } from '../pattern/read';
import { type Expression, type Grammar, isTerminal, type RegexExpression } from './lark-parse';

/** Steps after which it counts as taken: a reply is refused only for what is certain. */
const MOST_STEPS = 400_000;

/** Does a grammar take a text? If not, `upTo` tells the signs up to which it could still have gone on. */
export type LarkMatch = { readonly takes: true } | { readonly takes: false; readonly upTo: number };

/** Holds a text against a grammar. What cannot be told within the bound is taken. */
export function matchLark(grammar: Grammar, text: string, patterns: ReadPattern): LarkMatch {
  const parse = new Parse(grammar, [...text], patterns);
  try {
    return parse.run() ? { takes: true } : { takes: false, upTo: parse.furthest };
  } catch (thrown) {
    if (thrown instanceof ParseLimitReached || thrown instanceof RangeError) return { takes: true };
    throw thrown;
  }
}

/** So many places cost as much as one expression. */
const PLACES_PER_STEP = 16;

class ParseLimitReached extends Error {}

type Places = ReadonlySet<number>;

const NOWHERE: Places = new Set();

/**
 * Where each definition may end that begins at a place. A definition that meets itself at the same place is given
 * what is known so far; all is asked again until nothing more becomes known, so that left recursion ends.
 */
class Parse {
  /** The furthest place that tokens have reached. */
  furthest = 0;
  private readonly known = new Map<string, Set<number>>();
  private readonly asked = new Set<string>();
  private readonly matched = new Map<string, Places>();
  private grew = false;
  private steps = 0;

  constructor(
    private readonly grammar: Grammar,
    private readonly signs: readonly string[],
    private readonly patterns: ReadPattern,
  ) {}

  run(): boolean {
    do {
      this.grew = false;
      this.asked.clear();
      const ends = this.after({ type: 'name', name: 'start' }, new Set([0]), false);
      if (this.skipped(ends).has(this.signs.length)) return true;
    } while (this.grew);
    return false;
  }

  /** Places after an expression that begins at one of some places; `glued` inside a terminal, where nothing is ignored. */
  private after(expression: Expression, from: Places, glued: boolean): Places {
    this.spend(1 + Math.floor(from.size / PLACES_PER_STEP));
    switch (expression.type) {
      case 'sequence':
        return expression.items.reduce((places, item) => this.after(item, places, glued), from);
      case 'choice':
        return united(expression.options.map((option) => this.after(option, from, glued)));
      case 'repeat':
        return this.repeated(expression, from, glued);
      case 'name':
        if (glued || !isTerminal(expression.name))
          return this.each(from, (at) => this.defined(expression.name, at, glued));
        return this.token(from, (at) => this.defined(expression.name, at, true));
      case 'text':
      case 'regex':
        return glued ? this.each(from, this.plain(expression)) : this.token(from, this.plain(expression));
    }
  }

  private repeated({ of, min, max }: Extract<Expression, { type: 'repeat' }>, from: Places, glued: boolean): Places {
    const ends = new Set(min === 0 ? from : NOWHERE);
    let places = from;
    for (let count = 1; count <= max && places.size > 0; count += 1) {
      const next = this.after(of, places, glued);
      // Past the least number only new places lead on.
      places = count < min ? next : new Set([...next].filter((place) => !ends.has(place)));
      if (count >= min) for (const place of places) ends.add(place);
    }
    return ends;
  }

  /** What is ignored may stand before a token. */
  private token(from: Places, ends: (at: number) => Places): Places {
    const places = this.each(this.skipped(from), ends);
    for (const place of places) this.furthest = Math.max(this.furthest, place);
    return places;
  }

  private skipped(from: Places): Places {
    const { ignored } = this.grammar;
    if (ignored.length === 0) return from;
    return this.repeated(
      { type: 'repeat', of: { type: 'choice', options: ignored }, min: 0, max: Infinity },
      from,
      true,
    );
  }

  private defined(name: string, at: number, glued: boolean): Places {
    const key = `${name} ${at} ${glued}`;
    const ends = this.known.get(key) ?? new Set<number>();
    this.known.set(key, ends);
    const definition = this.grammar.definitions.get(name);
    if (this.asked.has(key) || definition === undefined) return ends;
    this.asked.add(key);
    for (let before = -1; before < ends.size; ) {
      before = ends.size;
      for (const end of this.after(definition, new Set([at]), glued)) ends.add(end);
      if (ends.size > before) this.grew = true;
    }
    return ends;
  }

  private plain(expression: Extract<Expression, { type: 'text' }> | RegexExpression): (at: number) => Places {
    return expression.type === 'text' ? (at) => this.literal(expression, at) : (at) => this.pattern(expression, at);
  }

  private literal({ text, anyCase }: Extract<Expression, { type: 'text' }>, at: number): Places {
    const folded = (sign = ''): string => (anyCase ? sign.toLowerCase() : sign);
    const wanted = [...text];
    this.spend(wanted.length);
    return wanted.every((sign, index) => folded(sign) === folded(this.signs[at + index]))
      ? new Set([at + wanted.length])
      : NOWHERE;
  }

  private pattern({ source, wider = source }: RegexExpression, at: number): Places {
    const key = `${at} ${wider}`;
    const known = this.matched.get(key);
    if (known !== undefined) return known;
    const ends = this.patterns(wider)?.ends(this.signs, at);
    if (ends === undefined) throw new ParseLimitReached();
    this.spend(ends.size);
    this.matched.set(key, ends);
    return ends;
  }

  private each(from: Places, ends: (at: number) => Places): Places {
    return united([...from].map(ends));
  }

  private spend(steps: number): void {
    this.steps += steps;
    if (this.steps > MOST_STEPS) throw new ParseLimitReached();
  }
}

function united(sets: readonly Places[]): Places {
  const [only, ...others] = sets;
  if (only === undefined || others.length === 0) return only ?? NOWHERE;
  return new Set(sets.flatMap((set) => [...set]));
}
