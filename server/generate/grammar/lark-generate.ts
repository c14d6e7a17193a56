import { createSequence, hashText, type Sequence } from '../../lib';
import { leastLength, textForPattern } from '../pattern/generate-text';
import { type ReadPattern, wholePattern } from '../pattern/read';
import { type Expression, type Grammar, isTerminal } from './lark-parse';
import { BadGrammar } from './lark-tokens';

/** With what a text of a grammar is made. */
export interface LarkOptions {
  readonly patterns: ReadPattern;
  readonly seed: number;
  /** Texts of the question, which stand for terminals that take them. */
  readonly found: readonly string[];
}

interface LarkTextRun extends LarkOptions {
  readonly grammar: Grammar;
  readonly costs: ReadonlyMap<string, number>;
  readonly draw: Sequence;
  readonly left: string[];
  readonly budget: WorkBudget;
}

/** Down to here a longer option may be taken, so that the text says something. */
const RICH_DEPTH = 6;
/** How much longer than the shortest an option may be. */
const GENEROUS = 14;
/** No derivation goes deeper: by then only shortest options are taken, and each is shorter than the one before. */
const DEEPEST = 2000;

/** Expressions walked and characters said: far more than a grammar of an answer needs, less than a second of work. */
const MOST_WORK = 300_000;

/** The work that is left for one text. */
class WorkBudget {
  #left = MOST_WORK;

  spend(amount: number): void {
    this.#left -= amount;
    if (this.#left < 0) throw new BadGrammar('its shortest texts take more work than llmulator spends on one');
  }
}

/** A short text of a grammar; the same seed gives the same. */
export function textForLark(grammar: Grammar, options: LarkOptions): string {
  const budget = new WorkBudget();
  const costs = costsOf(grammar, { patterns: options.patterns, budget });
  if (!Number.isFinite(costs.get('start') ?? Number.POSITIVE_INFINITY)) throw new BadGrammar('start never ends');
  const saying: LarkTextRun = {
    ...options,
    grammar,
    costs,
    draw: createSequence(options.seed),
    left: [...options.found],
    budget,
  };
  return joined(saying, tokens(saying, { type: 'name', name: 'start' }, 0));
}

/** Where blanks are ignored, one keeps words apart. */
function joined(saying: LarkTextRun, texts: readonly string[]): string {
  const blank = saying.grammar.ignored.some((ignored) => takesBlank(saying, ignored, 0));
  const said = texts.filter((text) => text !== '');
  const parts = (before: string, after: string): boolean => blank && WORD_END.test(before) && WORD_START.test(after);
  return said.map((text, at) => (at > 0 && parts(said[at - 1] ?? '', text) ? ` ${text}` : text)).join('');
}

const WORD_END = /[\p{L}\p{N}_.]$/u;
const WORD_START = /^[\p{L}\p{N}_.]/u;

function takesBlank(saying: LarkTextRun, expression: Expression, depth: number): boolean {
  if (depth > RICH_DEPTH) return false;
  saying.budget.spend(1);
  const inner = (one: Expression): boolean => takesBlank(saying, one, depth + 1);
  switch (expression.type) {
    case 'text':
      return expression.text === ' ';
    case 'regex':
      return wholePattern(saying.patterns, expression.source)?.test(' ') ?? false;
    case 'name': {
      const definition = saying.grammar.definitions.get(expression.name);
      return definition !== undefined && inner(definition);
    }
    case 'choice':
      return expression.options.some(inner);
    case 'repeat':
      return inner(expression.of);
    case 'sequence':
      return expression.items.length === 1 && expression.items.every(inner);
  }
}

/** A terminal is one token, a rule a row of them. */
function tokens(saying: LarkTextRun, expression: Expression, depth: number): readonly string[] {
  if (depth > DEEPEST) throw new BadGrammar('it goes too deep');
  saying.budget.spend(expression.type === 'text' ? 1 + expression.text.length : 1);
  switch (expression.type) {
    case 'text':
      return [expression.text];
    case 'regex':
      return [regexText(saying, expression.source)];
    case 'name': {
      const inner = saying.grammar.definitions.get(expression.name) ?? { type: 'sequence', items: [] };
      const said = tokens(saying, inner, depth + 1);
      return isTerminal(expression.name) ? [said.join('')] : said;
    }
    case 'sequence':
      return expression.items.flatMap((item) => tokens(saying, item, depth + 1));
    case 'choice':
      return tokens(saying, chosen(saying, expression.options, depth), depth + 1);
    case 'repeat': {
      const { of, min, max } = expression;
      const more = max > Math.max(min, 1) && depth < RICH_DEPTH && min === 0 && costOf(saying, of) <= GENEROUS ? 1 : 0;
      saying.budget.spend(min);
      return Array.from({ length: min + more }, () => tokens(saying, of, depth + 1)).flat();
    }
  }
}

/** The shortest option; near the root any that is little longer. */
function chosen(saying: LarkTextRun, options: readonly Expression[], depth: number): Expression {
  const costs = options.map((option) => costOf(saying, option));
  const least = costs.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const allowed = depth < RICH_DEPTH ? least + GENEROUS : least;
  const able = options.filter((_, at) => (costs[at] ?? Number.POSITIVE_INFINITY) <= allowed);
  return able[saying.draw() % able.length] ?? { type: 'sequence', items: [] };
}

/** A value of the question that fits, each taken once, else an invented one. */
function regexText(saying: LarkTextRun, source: string): string {
  const { patterns, left, seed, draw } = saying;
  const pattern = wholePattern(patterns, source);
  if (pattern === undefined) throw new BadGrammar(`/${source}/ is no regular expression that is understood`);
  const at = left.findIndex((text) => pattern.test(text));
  const [told] = at < 0 ? [] : left.splice(at, 1);
  const text =
    told ?? textForPattern(pattern, { min: 0, max: LONGEST_TERMINAL }, hashText(source, seed + (draw() % VARIETY)));
  if (text === undefined) throw new BadGrammar(`no text was found for /${source}/`);
  return text;
}

const LONGEST_TERMINAL = 64;
const VARIETY = 1000;

const costOf = (run: Pick<LarkTextRun, 'costs' | 'patterns' | 'budget'>, expression: Expression): number => {
  const { costs, patterns, budget } = run;
  const inner = (one: Expression): number => costOf(run, one);
  budget.spend(1);
  switch (expression.type) {
    case 'text':
      return expression.text.length;
    case 'regex': {
      const pattern = patterns(expression.source);
      return pattern === undefined ? 1 : leastLength(pattern);
    }
    case 'name':
      return costs.get(expression.name) ?? Number.POSITIVE_INFINITY;
    case 'sequence':
      // A step down costs something itself, so that the shortest way is never round in a circle.
      return expression.items.reduce((sum, item) => sum + inner(item), STEP);
    case 'choice':
      return expression.options.reduce((least, option) => Math.min(least, inner(option)), Number.POSITIVE_INFINITY);
    case 'repeat':
      return expression.min === 0 ? 0 : expression.min * inner(expression.of);
  }
};

const STEP = 0.01;

/** The least cost of each definition, from those that need no others on. */
function costsOf({ definitions }: Grammar, run: Pick<LarkTextRun, 'patterns' | 'budget'>): ReadonlyMap<string, number> {
  const costs = new Map<string, number>();
  for (let changed = true, pass = 0; changed && pass <= definitions.size; pass += 1) {
    changed = false;
    for (const [name, expression] of definitions) {
      const cost = STEP + costOf({ ...run, costs }, expression);
      if (cost < (costs.get(name) ?? Number.POSITIVE_INFINITY)) {
        costs.set(name, cost);
        changed = true;
      }
    }
  }
  return costs;
}
