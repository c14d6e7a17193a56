import { type Prompt, textOf } from '../../core';
import { bestSentence, overlap, sentencesOf, stemsOf } from '../extract/text-sentences';
import type { Question } from './question';

/** Digits after the point that an answer shows. */
const DECIMALS = 2;

const PERCENT = /(\d+(?:[.,]\d+)?)\s?(?:%|percent|per cent|Prozent|por ciento|pour ?cent)/iu;
const AMOUNT = /(?<![\d.,])(\d+(?:\.\d+)?)(?!\s?(?:%|percent|per cent|Prozent|por ciento|[\d.,]*\d))/gu;
const LESS =
  /reduced|discount|off\b|cheaper|less|decrease|minus|sale|drops?|falls?|lower|Rabatt|günstiger|reduziert|descuento|rebaja|remise|réduction/iu;
const MORE = /increase|raise|more|plus|tip\b|tax|vat|interest|rises?|grows?|higher|teurer|erhöht|aumenta|augmente/iu;
const CUE = /what|how much|how many|cost|price|wie ?viel|was kostet|cuánto|combien|\?/iu;

/** An amount less or more by a percentage, or a percentage of it, as a question tells it in words. */
export function percentIn(plain: string): string | undefined {
  const share = PERCENT.exec(plain)?.[1];
  if (share === undefined || !CUE.test(plain)) return undefined;
  const amounts = [...plain.replace(PERCENT, ' ').matchAll(AMOUNT)].map(([, digits]) => Number(digits));
  const [amount] = amounts;
  if (amount === undefined || amounts.length !== 1) return undefined;
  const part = (amount * Number(share.replace(',', '.'))) / 100;
  const value = new RegExp(String.raw`${share}\s?(?:%|percent|per cent)\s+of`, 'iu').test(plain)
    ? part
    : LESS.test(plain)
      ? amount - part
      : MORE.test(plain)
        ? amount + part
        : part;
  return String(Number(value.toFixed(DECIMALS)));
}

const FACT =
  /\b(?:remember|note|save|keep)(?: that)? (?:the|this|my) ([\p{L} ]{2,40}?) (?=[\p{L}_-]*\p{N})([\p{L}\p{N}_-]{1,60})|\bmy ([\p{L} ]{2,40}?) (?:is|are|was)(?: called)?:? ([^.!?\n]{1,80})|\bmy ([\p{L} ]{2,40}?) ?= ?([^.!?\s]{1,60})|\b(?:remember|note|save)(?: that)?:? ?([\p{L}_ -]{1,40}?)\s?(?:=|is|:)\s?([^.!?\s][^.!?\n]{0,60})|\bmein(?:e)? ([\p{L} ]{2,40}?) (?:ist|lautet) ([^.!?\n]{1,80})|\bmi ([\p{L} ]{2,40}?) es ([^.!?\n]{1,80})/giu;
const CALLED =
  /\b(?:i am|i'm|my name is|call me|ich heiße|je m'appelle|me llamo)\s+(\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]+)?)/iu;
const ASKS_FACT =
  /\b(?:what|which|reply with|give me|repeat|recall|remember|tell me|say|do you know|how old|who am i|again|was ist|wie heiß|cuál|quel)\b/iu;
const BARE = /\b(?:only|just|nothing else|alone|nur)\b/iu;

interface Fact {
  readonly name: string;
  readonly value: string;
}

const NAME_ASKED = /\bname\b|who am i|heiß|llamo|appelle/iu;

/** The facts that a user's text tells. */
function factsIn(text: string): readonly Fact[] {
  const told = [...text.matchAll(FACT)].map((match) => {
    const [name = '', value = ''] = match.slice(1).filter((group) => group !== undefined);
    return { name: name.trim().replace(/^(?:the|my|this) /iu, ''), value: value.trim() };
  });
  const called = CALLED.exec(text)?.[1];
  return called === undefined ? told : [...told, { name: 'name', value: called }];
}

/** A fact that the user told in an earlier turn, where the last one asks for it. */
export function rememberedFact({ messages }: Prompt, { plain }: Question): string | undefined {
  if (!ASKS_FACT.test(plain) || messages.length < 2) return undefined;
  const last = messages.findLastIndex(({ role }) => role === 'user');
  const wanted = stemsOf(NAME_ASKED.test(plain) ? `${plain} name` : plain);
  const best = messages
    .slice(0, last)
    .flatMap((message) => (message.role === 'user' ? factsIn(textOf(message.content)) : []))
    .map((fact) => ({ ...fact, shared: overlap(stemsOf(fact.name), wanted) }))
    .reduce<(Fact & { readonly shared: number }) | undefined>(
      (found, fact) => (fact.shared > 0 && fact.shared >= (found?.shared ?? 0) ? fact : found),
      undefined,
    );
  if (best === undefined) return undefined;
  const both = severalFacts(messages.slice(0, last), plain);
  if (both !== undefined) return both;
  return BARE.test(plain) ? best.value : `Your ${best.name} is ${best.value}.`;
}

/** Facts that are asked for one after the other: `the primary code and backup code in order`. */
function severalFacts(before: Prompt['messages'], plain: string): string | undefined {
  const told = before.flatMap((message) => (message.role === 'user' ? factsIn(textOf(message.content)) : []));
  const lower = plain.toLowerCase();
  const asked = told
    .map((fact) => ({ ...fact, at: lower.indexOf(fact.name.toLowerCase()) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  if (asked.length < 2 || !/\b(?:and|both|in order|each)\b/iu.test(plain)) return undefined;
  const glue = /single space|separated by (?:a )?spaces?/iu.test(plain) ? ' ' : ', ';
  return [...new Set(asked.map(({ value }) => value))].join(glue);
}

const NOT_FOUND =
  /(?:\b(?:[Ii]f|[Ww]hen|[Ww]here|[Uu]nless|[Oo]therwise)\b[^.\n]{0,120}?(?:reply|say|answer|respond|write|output|state)(?: only| just)?(?: with)?(?: only| just| exactly| the words?| the phrase)*:?\s*["'“]?([A-Z][\p{L}' _-]{1,60}?)["'”]?(?=[.\n]|$))/u;
const QUOTED_NOT_FOUND =
  /\b(?:if|when|where|unless|otherwise)\b[^.\n]{0,120}?(?:reply|say|answer|respond|write|output|state)[^"'“\n]{0,40}["'“]([^"'”\n]{2,80})["'”]/iu;

/** Prompts whose texts are to be read for the answer. */
const HAS_DOCUMENT =
  /\b(?:below|following|context|documents?|handbook|passage|article|text|manual|source|notes?|excerpt|given|file)\b|<doc|<context|"""|\n\n/iu;

/** A prompt with a text and a question about it. */
interface DocumentQuestion {
  readonly question: string;
  readonly sentences: readonly string[];
}

function documentQuestion({ system = '' }: Prompt, text: string): DocumentQuestion | undefined {
  const own = sentencesOf(text);
  const questions = own.filter(
    (sentence) => /[?？]\s*$/u.test(sentence) || /^(?:question|q|frage)\s*:/iu.test(sentence),
  );
  const question = questions.at(-1) ?? own.at(-1) ?? '';
  const rest = own.filter((sentence) => !questions.includes(sentence) && sentence !== question);
  const fromSystem = HAS_DOCUMENT.test(system)
    ? sentencesOf(system).filter((sentence) => !INSTRUCTION.test(sentence))
    : [];
  const sentences = [
    ...fromSystem,
    ...(HAS_DOCUMENT.test(text) || rest.length > 0 ? rest.filter((one) => !INSTRUCTION.test(one)) : []),
  ];
  return questions.length === 0 || sentences.length === 0 ? undefined : { question, sentences };
}

const INSTRUCTION =
  /^(?:you (?:are|answer|must|should|will)|answer|use|reply|respond|when|if|do not|don't|only|please|based on|read)\b/iu;

/** The sentence of a pasted text that answers a question about it; what the prompt wants said where none does. */
export function extractiveAnswer(prompt: Prompt, text: string): string | undefined {
  const asked = documentQuestion(prompt, text);
  const all = `${prompt.system ?? ''}\n${text}`;
  const otherwise =
    QUOTED_NOT_FOUND.exec(all)?.[1] ??
    NOT_FOUND.exec(all)?.[1] ??
    (/(?:say|reply|answer)[^.\n]{0,30}(?:you )?(?:do not|don't) know/iu.test(all) ? "I don't know." : undefined);
  if (asked === undefined) return undefined;
  const { sentence, shared } = bestSentence(asked.question, asked.sentences);
  const wanted = stemsOf(asked.question).size;
  const isAnswered = shared >= Math.min(2, wanted) || (otherwise === undefined && shared > 0);
  if (isAnswered)
    return sentence
      .replace(/^(?:document|context|text|passage|source|from the file|handbook|note)\s*\d*:\s*/iu, '')
      .replace(/^["“]|["”]$/gu, '');
  return otherwise;
}

const SUMMARY =
  /\bsummar(?:y|i[sz]e)|tl;?dr|fasse[^.]{0,40}zusammen|zusammenfassung|résume|resum[ae]|要約|总结|概括|кратко изложи|riassumi|podsumuj|samenvat/iu;
/** Words of a summary at most, where nothing is said of its length. */
const SUMMARY_WORDS = 40;

/** The leading sentences of a text that a prompt wants to have summed up. */
export function summaryOf(text: string, instructions: string, count = 1): string | undefined {
  if (!SUMMARY.test(instructions)) return undefined;
  const sentences = sentencesOf(text).filter((sentence) => !SUMMARY.test(sentence));
  const leading = sentences.slice(0, count);
  if (leading.length === 0) return undefined;
  return leading.map((sentence) => shortened(sentence, SUMMARY_WORDS)).join(' ');
}

/** A text of so many words at most, with a mark at its end. */
export function shortened(text: string, max: number): string {
  const words = text.split(/\s+/u);
  return words.length <= max
    ? text
    : `${words
        .slice(0, max)
        .join(' ')
        .replace(/[\p{P}]+$/u, '')}.`;
}
