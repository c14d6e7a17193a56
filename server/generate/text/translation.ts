import { languageOf, languages } from '../../lib';
import { namedLanguage } from '../../lib/detect-language';
import type { Question } from './question';

const key = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '');

/** The translation that a question asks for, where the phrase is a common one. */
export function translationFor({ plain, subject }: Question): string | undefined {
  const target = namedLanguage(plain);
  if (target === undefined) return undefined;
  const wanted = key(stripped(subject));
  const names = languages().flatMap((code) =>
    Object.entries(languageOf(code).phrases).flatMap(([name, phrase]) => (key(phrase) === wanted ? [name] : [])),
  );
  return names[0] === undefined ? undefined : languageOf(target).phrases[names[0]];
}

/** Without the target language that may stand behind the phrase. */
const stripped = (subject: string): string =>
  subject
    .replace(/["”’»」']?\s*(?:\b(?:in)?to|\binto|\bal|\ben|\bins|на|翻译成|を)\s+\S+$/iu, '')
    .replace(/^(?:from \w+ )?/iu, '');
