import { countIn } from './amounts';
import { withoutFormat } from './prompt-texts';
import type { Recognised, Recogniser } from './recogniser';

export const csv: Recogniser = ({ all, user }) => {
  if (!/\bcsv\b/iu.test(all)) return undefined;
  const columns = columnsIn(all);
  return columns === undefined ? undefined : { form: { kind: 'csv', columns, count: countIn(withoutFormat(user)) } };
};

export const table: Recogniser = ({ all, user }) => {
  if (!/\btables?\b|tabelle|tableau|tabla/iu.test(all) || /create table/iu.test(all)) return undefined;
  const columns = columnsIn(all);
  return columns === undefined ? undefined : { form: { kind: 'table', columns, count: countIn(user) } };
};

const LIST = String.raw`["'“\x60]?[\p{L}_][\p{L}\p{N}_ -]{0,30}?["'”\x60]?(?:\s*\([^)]*\))?(?:\s*(?:,|;|\|)\s*(?:and |und |et |y )?["'“\x60]?[\p{L}_][\p{L}\p{N}_ -]{0,30}?["'”\x60]?(?:\s*\([^)]*\))?)*(?:,?\s+(?:and|und|et|y|e|en)\s+["'“\x60]?[\p{L}_][\p{L}\p{N}_-]{0,30}["'”\x60]?(?:\s*\([^)]*\))?)?`;

/** Columns named after `columns` or `header`. */
function columnsIn(text: string): readonly string[] | undefined {
  const match =
    new RegExp(
      String.raw`(?:columns?|header(?: row| line)?|spalten|colonnes|columnas)(?: (?:named|called|are|is|of|must be|should be))?\s*:?\s*(${LIST})(?=[.\n;)]|$)`,
      'iu',
    ).exec(text) ??
    new RegExp(String.raw`(?:columns?|header(?: row| line)?)[^\n:]{0,40}:\s*(${LIST})(?=[.\n;)]|$)`, 'iu').exec(text);
  const columns = match?.[1]
    ?.split(/\s*(?:,|;|\|)\s*(?:and |und |et |y )?|\s+(?:and|und|et|y|e|en)\s+/u)
    .map((name) => name.replace(/["'“”`]|\s*\([^)]*\)/gu, '').trim())
    .filter((name) => name !== '');
  return columns !== undefined && columns.length > 1 ? columns : undefined;
}

export const commaList: Recogniser = ({ all }) =>
  /comma[- ]?(?:separated|delimited)|separated by commas|kommagetrennt|durch Komma|séparés? par des virgules|separad[oa]s por comas|カンマ区切り|逗号分隔/iu.test(
    all,
  ) && !/\bcsv\b/iu.test(all)
    ? {
        form: { kind: 'comma-list', count: countIn(all) ?? 3, glue: ', ' },
        spans: all.match(/(?:e\.?g\.?|for example|such as|like)[:,]?\s*`[^\n]*|example format:[^\n]*/giu) ?? [],
      }
    : separated(all);

const MARKS: readonly (readonly [RegExp, string])[] = [
  [/semi-?colon[- ]separated|separated by (?:a )?semi-?colons?/iu, '; '],
  [/pipe[- ]separated|separated by (?:a )?(?:pipes?|vertical bars?)/iu, ' | '],
];

/** A list between other marks than commas. */
function separated(all: string): Recognised | undefined {
  const glue = MARKS.find(([pattern]) => pattern.test(all))?.[1];
  return glue === undefined ? undefined : { form: { kind: 'comma-list', count: countIn(all) ?? 3, glue } };
}

const BULLETS: readonly (readonly [RegExp, string])[] = [
  [/lines? `?["“]?Step 1:|`Step \d+:`|["“]Step 1[:"”]/u, 'Step {n}: '],
  [/begins? with ["“`]- ["”`]|["“`]- ["”`]/u, '- '],
  [/begins? with ["“`]\* ["”`]/u, '* '],
  [/numbered|1\.\s*(?:…|\.\.\.)|nummeriert|numérotée/iu, '{n}. '],
  [/bullet|Stichpunkt|Aufzählung|liste à puces|viñetas/iu, '- '],
  [
    /(?:one|each)[^.\n]{0,30} per line|on (?:a|its own) (?:separate |new )?line|each on a|every \w+ on a separate line|line by line|separate lines?|eine pro Zeile/iu,
    '',
  ],
];

export const lines: Recogniser = ({ all }) => {
  const bullet = BULLETS.find(([pattern]) => pattern.test(all))?.[1];
  if (bullet === undefined) return undefined;
  const between = /from (\d+) to (\d+)|(\d+)\s*(?:to|-|–)\s*(\d+)/iu.exec(all);
  const least = between === null ? undefined : Number(between[1] ?? between[3]);
  return { form: { kind: 'lines', bullet, count: countIn(all) ?? least ?? 3 } };
};

export const haiku: Recogniser = ({ user }) =>
  /\bhaiku\b/iu.test(user) ? { form: { kind: 'lines', bullet: 'verse', count: 3 } } : undefined;
