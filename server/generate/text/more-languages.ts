import replies from '../../data/lexicon/replies.json';

interface LanguageRow {
  readonly words: string;
  readonly reply: string;
  readonly script?: string;
}

const rows: readonly (readonly [code: string, row: LanguageRow])[] = Object.entries(replies);

/** Common words that a text must hold to be of a language. */
const LEAST = 2;

const wordSets = new Map(rows.map(([code, { words }]) => [code, new Set(words.split(' ').filter(Boolean))]));

/** Words of the languages that have a book of phrases; a text that holds more of them is theirs. */
const OTHERS =
  /(?<!\p{L})(?:the|is|are|what|how|el|los|las|qué|cómo|por|une|est|les|des|que|wie|der|die|das|und|ist|nicht|ein|un|la|le|de|en|para|con)(?!\p{L})/giu;

/** An honest reply in a language that has no book of phrases; undefined for a text of another one. */
export function replyInLanguage(plain: string, topic: string): string | undefined {
  const tokens = plain.toLowerCase().match(/\p{L}+/gu) ?? [];
  let best: { readonly row: LanguageRow; readonly count: number } | undefined;
  for (const [code, row] of rows) {
    const count =
      row.script === undefined
        ? tokens.filter((token) => wordSets.get(code)?.has(token)).length
        : scriptCount(row.script, plain);
    if (count >= LEAST && count > (best?.count ?? 0)) best = { row, count };
  }
  const rivals = (plain.match(OTHERS) ?? []).length;
  return best === undefined || rivals > best.count ? undefined : best.row.reply.replace('{topic}', () => topic);
}

const scriptCount = (script: string, text: string): number =>
  (text.match(new RegExp(String.raw`\p{Script=${script}}`, 'gu')) ?? []).length;
