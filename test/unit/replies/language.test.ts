import { readQuestion } from '../../../server/generate/text/question';
import { languages } from '../../../server/lib';
import { demandedLanguage, detectLanguage } from '../../../server/lib/detect-language';
import { ask, textIn, turnsFor } from './prompts';

describe('detectLanguage', () => {
  it.each([
    ['en', 'What is the capital of France?'],
    ['en', 'ping'],
    ['en', ''],
    ['pt', 'Escreva um poema sobre você e não olhe para o mar'],
    ['pt', 'Qual é a capital do Brasil e quantas pessoas moram lá?'],
    ['it', 'Perché il cielo è blu? Rispondi in modo semplice.'],
    ['it', 'Quali sono i migliori ristoranti della città?'],
    ['nl', 'Waarom is het belangrijk om elke dag te wandelen?'],
    ['nl', 'Wat is de hoofdstad van Nederland?'],
    ['pl', 'Dlaczego warto codziennie chodzić na spacer?'],
    ['pl', 'Jaka jest stolica Polski i ile osób tam mieszka?'],
    ['tr', 'Bugün hava nasıl olacak ve ne giymeliyim?'],
    ['tr', 'Kahve nasıl yapılır, kısaca anlat'],
    ['vi', 'Tại sao bầu trời có màu xanh?'],
    ['vi', 'Hãy viết một bài thơ về mùa xuân'],
    ['ar', 'ما هي عاصمة مصر؟'],
    ['ar', 'اشرح لي كيف تعمل السيارة الكهربائية'],
    ['hi', 'भारत की राजधानी क्या है?'],
    ['hi', 'मुझे मशीन लर्निंग के बारे में बताइए'],
    ['es', 'Explica la diferencia entre un perro y un lobo'],
    ['fr', 'Explique la différence entre un chien et un loup'],
    ['de', 'Erkläre den Unterschied zwischen Hund und Wolf'],
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
    ['ask', 'machine learning', 'What is machine learning?'],
    ['ask', 'quantum computing', 'Please explain quantum computing in simple terms.'],
    ['ask', 'bake bread', 'How do I bake bread?'],
    ['ask', 'Python and Rust', 'Compare Python and Rust'],
    ['poem', 'the sea', 'Could you write a poem about the sea?'],
    ['say', 'OK', 'Reply with only the word OK'],
    ['courtesy', 'Hello', 'Hello!'],
    ['ask', '机器学习', '请用简单的语言解释什么是机器学习'],
    ['poem', '春天', '写一首关于春天的诗'],
    ['ask', '苹果和香蕉', '苹果和香蕉有什么区别？'],
    ['yes-no', '喝咖啡健康', '喝咖啡健康吗？'],
    ['ask', '機械学習', '機械学習とは何ですか？'],
    ['poem', '海', '海についての詩を書いてください'],
    ['ask', '머신러닝', '머신러닝이란 무엇인가요?'],
    ['ask', 'машинное обучение', 'Что такое машинное обучение?'],
    ['poem', 'el mar', 'Escribe un poema sobre el mar'],
    ['ask', 'l’apprentissage automatique', 'Qu’est-ce que l’apprentissage automatique ?'],
    ['ask', 'Brot backen', 'Wie kann ich Brot backen?'],
    ['ask', 'The train was late again', 'The train was late again.'],
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
    it: 'Parlami del pane e della sua storia',
    pt: 'Fale sobre o pão e a sua história',
    nl: 'Vertel me iets over brood en hoe het is',
    pl: 'Opowiedz mi o chlebie i jego historii',
    tr: 'Ekmek hakkında bilgi ver ve bana anlat',
    vi: 'Hãy nói về bánh mì',
    ar: 'أخبرني عن الخبز',
    hi: 'रोटी के बारे में बताइए',
  } as const;

  it.each(Object.entries(prompts))('in %s name their topic and say what they are', async (language, words) => {
    const prompt = ask(words);
    const { turn } = await turnsFor(prompt);
    const text = textIn(turn);
    expect(detectLanguage(text)).toBe(language);
    expect(text).toContain('llmulator');
    expect(text).toContain(readQuestion(prompt).topic);
    expect(text).not.toMatch(/[{}]|undefined/);
  });

  it('are there for every language that has a file', () =>
    expect(Object.keys(prompts).sort()).toEqual([...languages()].sort()));

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
