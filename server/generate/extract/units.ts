import { once } from '../../lib';
import { type Unit, unitsFile } from '../lexicon';

/** Digits after the point that a converted value shows. */
const DECIMALS = 4;

interface UnitTable {
  readonly byName: ReadonlyMap<string, Unit>;
  readonly amount: RegExp;
  readonly wanted: RegExp;
}

const table = (): UnitTable =>
  once('units', () => {
    const byName = new Map(unitsFile().flatMap((unit) => unit.names.map((name) => [name, unit] as const)));
    const names = [...byName.keys()].sort((a, b) => b.length - a.length).join('|');
    return {
      byName,
      amount: new RegExp(String.raw`(-?\d+(?:\.\d+)?)\s?(${names})\b`, 'iu'),
      wanted: new RegExp(String.raw`(?:\bhow many|\b(?:in)?to|\bin)\s+(${names})\b`, 'iu'),
    };
  });

const DEGREES =
  /(-?\d+(?:\.\d+)?)\s?(?:°|degrees?\s?)?\s?(c|f|celsius|fahrenheit)\b[^?]{0,30}\b(?:to|in|into)\s+(?:degrees? )?(celsius|fahrenheit)\b/iu;

const rounded = (value: number): string => String(Number(value.toFixed(DECIMALS)));

/** An amount in another unit, where a question asks for it. */
export function convertedIn(plain: string): string | undefined {
  const degrees = DEGREES.exec(plain);
  if (degrees !== null) {
    const [, value = '0', from = '', to = ''] = degrees;
    const isFromCelsius = /^c/iu.test(from);
    if (isFromCelsius === /^c/iu.test(to)) return undefined;
    return rounded(isFromCelsius ? (Number(value) * 9) / 5 + 32 : ((Number(value) - 32) * 5) / 9);
  }
  const { byName, amount, wanted } = table();
  const [, value = '', name = ''] = amount.exec(plain) ?? [];
  const from = byName.get(name.toLowerCase());
  const to = byName.get(wanted.exec(plain)?.[1]?.toLowerCase() ?? '');
  if (from === undefined || to === undefined || from === to || from.kind !== to.kind) return undefined;
  return rounded((Number(value) * from.factor) / to.factor);
}

const RATE =
  /(\d+(?:\.\d+)?)\s*([\p{L}$€£]+)?\s*(?:per|an?|\/)\s*(hour|day|week|minute|month|year|piece|item|ticket|person|kg|box)\b[\s\S]{0,80}?(\d+(?:\.\d+)?)\s*(?:\3s?|people|pieces|items|tickets|boxes)\b/iu;

/** What a rate comes to: `60 km per hour for 3 hours`. */
export function rateIn(plain: string): string | undefined {
  if (!/how (?:far|much|many)|what|\?/iu.test(plain)) return undefined;
  const [, each, unit = '', , times] = RATE.exec(plain) ?? [];
  if (each === undefined || times === undefined) return undefined;
  return `${rounded(Number(each) * Number(times))} ${unit}`.trim();
}
