import type { Language } from '../../lib';
import { namedLanguage } from '../../lib/detect-language';
import type { Question } from './question';

/** Everyday phrases that can really be translated, in the order of the languages below. */
const COLUMNS: readonly Language[] = ['en', 'zh', 'ja', 'ko', 'ru', 'es', 'fr', 'de'];
const PHRASES: readonly (readonly string[])[] = [
  ['Hello', '你好', 'こんにちは', '안녕하세요', 'Здравствуйте', 'Hola', 'Bonjour', 'Hallo'],
  [
    'Hello, world',
    '你好，世界',
    'こんにちは、世界',
    '안녕, 세상',
    'Привет, мир',
    'Hola, mundo',
    'Bonjour, le monde',
    'Hallo, Welt',
  ],
  [
    'Good morning',
    '早上好',
    'おはようございます',
    '좋은 아침입니다',
    'Доброе утро',
    'Buenos días',
    'Bonjour',
    'Guten Morgen',
  ],
  [
    'Good evening',
    '晚上好',
    'こんばんは',
    '좋은 저녁입니다',
    'Добрый вечер',
    'Buenas noches',
    'Bonsoir',
    'Guten Abend',
  ],
  [
    'Good night',
    '晚安',
    'おやすみなさい',
    '안녕히 주무세요',
    'Спокойной ночи',
    'Buenas noches',
    'Bonne nuit',
    'Gute Nacht',
  ],
  ['Thank you', '谢谢', 'ありがとうございます', '감사합니다', 'Спасибо', 'Gracias', 'Merci', 'Danke'],
  ['Please', '请', 'お願いします', '부탁합니다', 'Пожалуйста', 'Por favor', 'S’il vous plaît', 'Bitte'],
  ['Goodbye', '再见', 'さようなら', '안녕히 가세요', 'До свидания', 'Adiós', 'Au revoir', 'Auf Wiedersehen'],
  [
    'How are you',
    '你好吗',
    'お元気ですか',
    '어떻게 지내세요',
    'Как дела',
    '¿Cómo estás',
    'Comment allez-vous',
    'Wie geht es Ihnen',
  ],
  ['I love you', '我爱你', '愛しています', '사랑해요', 'Я тебя люблю', 'Te quiero', 'Je t’aime', 'Ich liebe dich'],
  ['Yes', '是', 'はい', '네', 'Да', 'Sí', 'Oui', 'Ja'],
  ['No', '不', 'いいえ', '아니요', 'Нет', 'No', 'Non', 'Nein'],
];

const key = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** The translation that a question asks for, where the phrase is a common one. */
export function translationFor({ plain, subject }: Question): string | undefined {
  const target = namedLanguage(plain);
  const row = PHRASES.find((phrases) => phrases.some((phrase) => key(phrase) === key(stripped(subject))));
  return target === undefined ? undefined : row?.[COLUMNS.indexOf(target)];
}

/** Without the target language that may stand behind the phrase. */
const stripped = (subject: string): string =>
  subject
    .replace(/["”’»」']?\s*(?:\b(?:in)?to|\binto|\bal|\ben|\bins|на|翻译成|を)\s+\S+$/iu, '')
    .replace(/^(?:from \w+ )?/iu, '');
