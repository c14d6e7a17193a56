import { overlap, stemsOf } from '../extract/text-sentences';

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

const CREATE = /create table\s+(?:if not exists\s+)?["'`]?(\w+)["'`]?\s*\(([^;]*?)\)\s*(?:;|$|\n\s*\n)/giu;
const LISTED =
  /(?:table\s+)?["'`]?\b([a-z_]\w*)["'`]?\s*\(((?:\s*[a-z_]\w*(?:\s+\w+)?\s*,)+\s*[a-z_]\w*(?:\s+\w+)?\s*)\)/giu;
const NO_COLUMN = /^(?:primary|foreign|unique|constraint|check|key)$/iu;

function tablesIn(text: string): readonly Table[] {
  const found = [...text.matchAll(CREATE), ...(/create table/iu.test(text) ? [] : text.matchAll(LISTED))];
  return found.map(([, name = '', inside = '']) => ({
    name,
    columns: inside
      .split(/,(?![^(]*\))/u)
      .map((part) => /^\s*["'`]?(\w+)/u.exec(part)?.[1] ?? '')
      .filter((column) => column !== '' && !NO_COLUMN.test(column)),
  }));
}

/** A table that a question names, with the columns that it selects and compares. */
function namedTable(question: string): readonly Table[] {
  const name =
    /\b(?:from|in|into|of) (?:the |a )?["'`]?([a-z_]\w*)["'`]? table\b|\btable (?:called |named )?["'`]?([a-z_]\w*)/iu.exec(
      question,
    );
  const table = name?.[1] ?? name?.[2];
  if (table === undefined) return [];
  const selected = /\bselects?(?: the)? ([a-z_]\w*(?:(?:, | and |, and )[a-z_]\w*)*)/iu.exec(question)?.[1];
  const columns = (selected ?? '')
    .split(/, and |, | and /u)
    .filter((column) => /^(?!all$|every$)[a-z_]\w*$/iu.test(column));
  const compared = COMPARED.find(([pattern]) => pattern.test(question))?.[1];
  return [{ name: table, columns: compared === undefined ? columns : [...columns, compared] }];
}

const COMPARED: readonly (readonly [RegExp, string])[] = [
  [/older|younger|\bage\b/iu, 'age'],
  [/price|cost|expensive|cheap/iu, 'price'],
  [/salary|earn/iu, 'salary'],
];

const wordsOf = (name: string): ReadonlySet<string> => stemsOf(name.replaceAll('_', ' '));

/** Aggregates by the words that ask for them. */
const AGGREGATES: readonly (readonly [asked: RegExp, call: (column: string) => string])[] = [
  [/how many|count|number of|wie viele|combien|cuánt[oa]s/iu, () => 'COUNT(*)'],
  [/average|mean\b|durchschnitt/iu, (column) => `AVG(${column})`],
  [/total|sum\b|summe/iu, (column) => `SUM(${column})`],
  [/highest|largest|most expensive|maximum|latest|heaviest|oldest/iu, (column) => `MAX(${column})`],
  [/lowest|smallest|cheapest|minimum|earliest|lightest|youngest/iu, (column) => `MIN(${column})`],
];

/** A statement from the tables and columns that a prompt names; undefined where it names none. */
export function sqlFor(prompt: string, question: string): string | undefined {
  if (!/\bsql\b|create table/iu.test(prompt)) return undefined;
  const listed = tablesIn(prompt);
  const tables = listed.length > 0 ? listed : namedTable(question);
  const asked = stemsOf(question);
  const table = [...tables].sort((a, b) => overlap(wordsOf(b.name), asked) - overlap(wordsOf(a.name), asked))[0];
  if (table === undefined) return undefined;
  const named = table.columns.filter((column) => overlap(wordsOf(column), asked) > 0);
  const group = /\b(?:each|every|per|by|grouped by|pro|par|por)\s+([\p{L}_]+)/iu.exec(question)?.[1];
  const groupColumn =
    group === undefined ? undefined : table.columns.find((column) => overlap(wordsOf(column), stemsOf(group)) > 0);
  const aggregate = AGGREGATES.find(([pattern]) => pattern.test(question))?.[1];
  const number =
    named.find((column) => column !== groupColumn) ??
    table.columns.find((column) => /amount|price|total|weight|count|age|salary|quantity/iu.test(column)) ??
    table.columns[0] ??
    '*';
  const where = conditionFor(question, table, groupColumn);
  if (aggregate !== undefined) {
    const selected = groupColumn === undefined ? aggregate(number) : `${groupColumn}, ${aggregate(number)}`;
    return `SELECT ${selected} FROM ${table.name}${where}${groupColumn === undefined ? '' : ` GROUP BY ${groupColumn}`};`;
  }
  return `SELECT ${named.length > 0 ? named.join(', ') : '*'} FROM ${table.name}${where};`;
}

/** A comparison or a value in the question. */
function conditionFor(question: string, { columns }: Table, group: string | undefined): string {
  const asked = stemsOf(question);
  const value =
    /["'“]([^"'”]{1,60})["'”]/u.exec(question)?.[1] ??
    /\b(?:in|from|to|named|called)\s+(\p{Lu}\p{Ll}+)/u.exec(question)?.[1];
  const column = columns.find((one) => one !== group && /name|city|country|status|category|type|place/iu.test(one));
  if (value !== undefined && column !== undefined) return ` WHERE ${column} = '${value.replaceAll("'", "''")}'`;
  const compared =
    /\b(more than|over|above|greater than|older than|less than|under|below|younger than)\s+(\d+(?:\.\d+)?)/iu.exec(
      question,
    );
  const told = COMPARED.find(([pattern, name]) => pattern.test(question) && columns.includes(name))?.[1];
  const measured =
    told ??
    columns.find((one) => one !== group && overlap(wordsOf(one), asked) > 0 && !/^id$/iu.test(one)) ??
    columns.find((one) => /amount|price|total|weight|age|salary/iu.test(one));
  if (compared === null || measured === undefined) return '';
  return ` WHERE ${measured} ${/more|over|above|greater|older/iu.test(compared[1] ?? '') ? '>' : '<'} ${compared[2]}`;
}
