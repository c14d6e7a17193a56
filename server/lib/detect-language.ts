import { LANGUAGES, type Language } from './language';

/** Characters looked at; the language of a text shows in its beginning. */
const MAX_READ = 4000;

/** A sign of a syllabary or ideography says as much as several letters. */
const SIGN_WEIGHT = 3;

/** Russian questions are full of Latin names of things. */
const CYRILLIC_WEIGHT = 2;

/** Kana among Chinese signs beyond this share make a text Japanese. */
const KANA_SHARE = 0.08;

const SCRIPTS = {
  hangul: /\p{Script=Hangul}/gu,
  kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  han: /\p{Script=Han}/gu,
  cyrillic: /\p{Script=Cyrillic}/gu,
  latin: /\p{Script=Latin}/gu,
} as const;

/** Words and letters by which languages in Latin letters are told apart; the last three are answered in English. */
const LATIN: readonly (readonly [language: Language, words: string, letters: RegExp])[] = [
  [
    'en',
    'the is are what how a an of to and in for me my you your i it this that can could please with write tell explain who why when where do does have be on about hello hi thanks say',
    /$^/gu,
  ],
  [
    'es',
    'el la los las un una de que qué y en es para por con cómo como cuál está estás son me mi tu hola gracias buenos buenas días explica escribe dime qué quién dónde cuándo sobre del al tiempo hace hoy capital cuánto puedes por favor recomiéndame recomienda escríbeme cuéntame dame haz resume traduce compara tres libros di favor eres está',
    /[ñ¿¡óáí]/giu,
  ],
  [
    'fr',
    'le la les un une des de du que qui est et en pour par avec comment quel quelle je tu vous nous il elle ce cette ça bonjour salut merci écris explique dans sur au aux fait quoi pourquoi suis mon ton pas temps moi quelles quels où es-tu êtes suis-je combien font est-ce recommande-moi rédige cite livres fais donne traduis résume compare dis',
    /[çèêàùœîû]|\b[ldcjnsmt]['’]|qu['’]/giu,
  ],
  [
    'de',
    'der die das den dem ein eine einen und ist sind was wie wer wo warum wann für mit von zu im in auf nicht ich du sie es mir mich bitte hallo guten tag danke schreibe schreib erkläre erklär über wetter heute kannst können gedicht nenne zwischen',
    /[ßäöü]/giu,
  ],
  [
    'en',
    'il lo gli di che è sono per con come cosa chi dove perché ciao grazie scrivi spiega una della nel più mi puoi',
    /[ìò]/giu,
  ],
  [
    'en',
    'o os uma não você é para com como qual quem onde obrigado olá escreva explique sobre um do da em por favor no na',
    /[ãõ]/giu,
  ],
  [
    'en',
    'het een de en van wat hoe is zijn voor met niet ik je jij hallo dank schrijf leg uit over weer vandaag',
    /\bij/giu,
  ],
];

/** What a distinctive letter weighs against a common word. */
const LETTER_WEIGHT = 1.5;

/** A prompt may itself ask for the language of the answer; the name of the language stands in any of the others. */
const DEMANDS: readonly (readonly [language: Language, names: string])[] = [
  ['en', 'english|英文|英语|英語|영어|английск\\p{L}+|inglés|anglais|englisch'],
  ['zh', 'chinese|mandarin|中文|汉语|中国語|중국어|китайск\\p{L}+|chino|chinois|chinesisch'],
  ['ja', 'japanese|日文|日语|日本語|일본어|японск\\p{L}+|japonés|japonais|japanisch'],
  ['ko', 'korean|韩文|韩语|韓国語|한국어|корейск\\p{L}+|coreano|coréen|koreanisch'],
  ['ru', 'russian|俄文|俄语|ロシア語|러시아어|русск\\p{L}+|ruso|russe|russisch'],
  ['es', 'spanish|西班牙文|西班牙语|スペイン語|스페인어|испанск\\p{L}+|español|espagnol|spanisch'],
  ['fr', 'french|法文|法语|フランス語|프랑스어|французск\\p{L}+|francés|français|französisch'],
  ['de', 'german|德文|德语|ドイツ語|독일어|немецк\\p{L}+|alemán|allemand|deutsch'],
];

const DEMAND_FORMS = (names: string): RegExp =>
  new RegExp(
    `(?:answer|reply|respond|write|speak)(?: to me| only| always)? in (?:${names})|用(?:${names})(?:来)?(?:回答|回复|写|说)|(?:${names})で(?:答え|回答|返事|書い|教え|説明)|(?:${names})로 (?:답|대답|써|말|설명)|(?:ответь|отвечай|напиши|пиши)\\p{L}* на (?:${names})|(?:responde|contesta|escribe) en (?:${names})|(?:réponds|répondez|écris|écrivez) en (?:${names})|(?:antworte|schreibe?) (?:bitte )?auf (?:${names})`,
    'iu',
  );

const demands = DEMANDS.map(([language, names]) => ({ language, pattern: DEMAND_FORMS(names) }));

/** The places in the table of languages that each common word speaks for. */
const speakers = new Map<string, number[]>();
for (const [row, [, words]] of LATIN.entries()) {
  for (const word of words.split(' ')) speakers.set(word, [...(speakers.get(word) ?? []), row]);
}

const named = DEMANDS.map(([language, names]) => ({ language, pattern: new RegExp(`(?:${names})`, 'iu') }));

/** The language whose name stands in a text, undefined where none does. */
export const namedLanguage = (text: string): Language | undefined =>
  named.find(({ pattern }) => pattern.test(text.slice(0, MAX_READ)))?.language;

/** Most texts name no language at all: one look instead of eight. */
const anyName = new RegExp(DEMANDS.map(([, names]) => names).join('|'), 'iu');

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** The language that a text asks its answer to be in, undefined where it asks for none. */
export function demandedLanguage(text: string): Language | undefined {
  const read = text.slice(0, MAX_READ);
  return anyName.test(read) ? demands.find(({ pattern }) => pattern.test(read))?.language : undefined;
}

/** The language in which a text is written; what is not told apart counts as English. */
export function detectLanguage(text: string): Language {
  const read = text.slice(0, MAX_READ).replace(/```[\s\S]*?(?:```|$)/gu, ' ');
  const kana = count(read, SCRIPTS.kana);
  const han = count(read, SCRIPTS.han);
  const east: Language = kana > KANA_SHARE * (kana + han) ? 'ja' : 'zh';
  const scores: readonly (readonly [Language | 'latin', number])[] = [
    ['ko', count(read, SCRIPTS.hangul) * SIGN_WEIGHT],
    [east, (kana + han) * SIGN_WEIGHT],
    ['ru', count(read, SCRIPTS.cyrillic) * CYRILLIC_WEIGHT],
    ['latin', count(read, SCRIPTS.latin)],
  ];
  const [best] = scores.reduce((a, b) => (b[1] > a[1] ? b : a), ['latin', 0] as const);
  return best === 'latin' ? detectLatin(read) : best;
}

function detectLatin(text: string): Language {
  const scores = LATIN.map(([, , letters]) => LETTER_WEIGHT * count(text, letters));
  for (const word of text.toLowerCase().match(WORD) ?? []) {
    for (const row of speakers.get(word) ?? []) scores[row] = (scores[row] ?? 0) + 1;
  }
  const most = Math.max(...scores);
  return most === 0 ? LANGUAGES[0] : (LATIN[scores.indexOf(most)]?.[0] ?? LANGUAGES[0]);
}

const WORD = /[\p{L}]+(?:-[\p{L}]+)*/gu;
