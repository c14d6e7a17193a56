import { readQuestion } from '../../../server/generate/text/question';
import { LANGUAGES } from '../../../server/lib';
import { demandedLanguage, detectLanguage } from '../../../server/lib/detect-language';
import { ask, textIn, turnsFor } from './prompts';

describe('detectLanguage', () => {
  it.each([
    ['en', 'What is the capital of France?'],
    ['en', 'ping'],
    ['en', ''],
    ['en', 'Escreva um poema sobre você e não olhe para o mar'],
    ['zh', '北京今天天气怎么样?'],
    ['zh', '用Python写一个排序函数'],
    ['ja', '東京の天気を教えてください'],
    ['ja', '機械学習とは何ですか'],
    ['ko', '오늘 서울 날씨 어때?'],
    ['ru', 'Какая погода в Москве?'],
    ['ru', 'Сравни Python и Java'],
    ['es', '¿Qué tiempo hace en Madrid hoy?'],
    ['es', 'Recomiéndame tres libros'],
    ['fr', 'Quel temps fait-il à Lyon ?'],
    ['fr', 'Qui es-tu ?'],
    ['de', 'Wie ist das Wetter in München?'],
    ['de', 'Nenne drei Bücher'],
  ])('%s: %s', (language, text) => expect(detectLanguage(text)).toBe(language));

  it('does not read code for words', () =>
    expect(detectLanguage('Was macht das? ```the is are what how an of```')).toBe('de'));
});

describe('demandedLanguage', () => {
  it.each([
    ['fr', 'Tell me about cats. Answer in French.'],
    ['en', '用英文回答：什么是机器学习'],
    ['de', 'Antworte bitte auf Deutsch: what is this?'],
    [undefined, 'I am learning French and German.'],
  ])('%s: %s', (language, text) => expect(demandedLanguage(text)).toBe(language));
});

describe('readQuestion', () => {
  it.each([
    ['explain', 'machine learning', 'What is machine learning?'],
    ['explain', 'quantum computing', 'Please explain quantum computing in simple terms.'],
    ['how', 'bake bread', 'How do I bake bread?'],
    ['compare', 'Python and Rust', 'Compare Python and Rust'],
    ['poem', 'the sea', 'Could you write a poem about the sea?'],
    ['say', 'OK', 'Reply with only the word OK'],
    ['greeting', 'Hello', 'Hello!'],
    ['explain', '机器学习', '请用简单的语言解释什么是机器学习'],
    ['poem', '春天', '写一首关于春天的诗'],
    ['compare', '苹果和香蕉', '苹果和香蕉有什么区别？'],
    ['yes-no', '喝咖啡健康', '喝咖啡健康吗？'],
    ['explain', '機械学習', '機械学習とは何ですか？'],
    ['poem', '海', '海についての詩を書いてください'],
    ['explain', '머신러닝', '머신러닝이란 무엇인가요?'],
    ['explain', 'машинное обучение', 'Что такое машинное обучение?'],
    ['poem', 'el mar', 'Escribe un poema sobre el mar'],
    ['explain', 'l’apprentissage automatique', 'Qu’est-ce que l’apprentissage automatique ?'],
    ['how', 'Brot backen', 'Wie kann ich Brot backen?'],
    ['other', 'The train was late again', 'The train was late again.'],
  ])('%s about %s: %s', (kind, topic, text) => expect(readQuestion(ask(text))).toMatchObject({ kind, topic }));

  it('cuts a long topic at a word', () => {
    const { topic } = readQuestion(ask(`My neighbour ${'told me a long story '.repeat(20)}`));
    expect(topic.length).toBeLessThanOrEqual(57);
    expect(topic).toMatch(/\w…$/);
  });

  it('falls back to the system text for the language', () => {
    expect(readQuestion(ask('42', { system: 'Sie sind ein Assistent und antworten mit Bedacht.' })).language).toBe(
      'de',
    );
  });
});

describe('answers in plain words', () => {
  const prompts = {
    en: 'Tell me about bread',
    zh: '请介绍一下面包',
    ja: 'パンについて教えてください',
    ko: '빵에 대해 알려 주세요',
    ru: 'Расскажи о хлебе',
    es: 'Háblame del pan y de su historia',
    fr: 'Parle-moi du pain et de la mie',
    de: 'Erzähle mir etwas über Brot',
  } as const;

  it.each(LANGUAGES)('are two to five sentences in %s, without a blank left', async (language) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const text = textIn((await turnsFor(ask(prompts[language]), { seed })).turn);
      expect(detectLanguage(text)).toBe(language);
      expect(text).not.toMatch(/[{}]|undefined/);
      expect(text.match(/[.!?。！？](?:\s|$|(?=[^.!?。！？\s”」»]))/gu)?.length).toBeGreaterThanOrEqual(2);
    }
  });

  it.each([
    ['say 1', '1'],
    ['Repeat after me: "foo bar"', 'foo bar'],
    ['说"你好世界"', '你好世界'],
    ['「OK」とだけ答えてください', 'OK'],
    ['Sage genau: hallo Welt', 'hallo Welt'],
    ['What is 2+2?', '2 + 2 = 4'],
    ['Calculate (3 + 4) * 12 / 7', '(3 + 4) × 12 ÷ 7 = 12'],
    ['1+1等于多少', '1 + 1 = 2'],
    ['Wie viel ist 12 mal 12?', '12 × 12 = 144'],
    ['¿Cuánto es 5 por 6?', '5 × 6 = 30'],
    ['3かける4は？', '3 × 4 = 12'],
    ['Count from 1 to 5', '1, 2, 3, 4, 5'],
    ['Translate "good morning" to French', 'Bonjour'],
    ['把"谢谢"翻译成英文', 'Thank you'],
  ])('%s → %s', async (prompt, text) => expect(textIn((await turnsFor(ask(prompt))).turn)).toBe(text));

  it('does not take a date or a telephone number for a sum', async () => {
    expect(textIn((await turnsFor(ask('What is on 2026-05-03?'))).turn)).not.toContain('=');
  });

  it('gives code in a fence', async () => {
    expect(textIn((await turnsFor(ask('Write a Python function to reverse a string'))).turn)).toMatch(
      /```python\ndef reverse_string\(/,
    );
  });

  it('gives a JSON object with the members asked for', async () => {
    const text = textIn((await turnsFor(ask('Return a JSON object with keys name, age and is_student'))).turn);
    expect(JSON.parse(text)).toEqual({
      name: expect.any(String),
      age: expect.any(Number),
      is_student: expect.any(Boolean),
    });
  });
});
