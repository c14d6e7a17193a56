import { once } from '../../lib';
import { placesFile } from '../lexicon';

/** A town whose ending tells the case, known by its beginning. */
interface StemmedTown {
  readonly name: string;
  readonly pattern: RegExp;
}

/** Towns by their names, each with its lower case, as texts are searched. */
export const towns = (): readonly { readonly name: string; readonly lower: string }[] =>
  once('towns', () => placesFile().towns.map((name) => ({ name, lower: name.toLowerCase() })));

export const stemmedTowns = (): readonly StemmedTown[] =>
  once('towns by their beginnings', () =>
    Object.entries(placesFile().stems).map(([stem, name]) => ({
      name,
      pattern: new RegExp(String.raw`(?<!\p{L})${stem}\p{Ll}{0,3}(?!\p{L})`, 'u'),
    })),
  );

const ambiguousTowns = (): ReadonlySet<string> => once('ambiguous towns', () => new Set(placesFile().ambiguous));

/** Is a town also a word, so that it must be written with its capital? */
export const isAmbiguous = (town: string): boolean => ambiguousTowns().has(town);

const regions = (): ReadonlySet<string> => once('regions', () => new Set(placesFile().regions));

/** Does a country or a state stand here, as in `Paris, France`? */
export const isRegion = (name: string): boolean => /^(?:[A-Z]{2}|U\.?S\.?A\.?)$/u.test(name) || regions().has(name);

const notNames = (): ReadonlySet<string> => once('words that are no names', () => new Set(placesFile().notNames));

/** Is a capitalized word none of a name? */
export const isNoName = (word: string): boolean => notNames().has(word);

/** The countries that a text names. */
export const countriesIn = (text: string): readonly string[] =>
  placesFile().countries.filter((country) => text.includes(country));
