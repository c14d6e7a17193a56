import type { Language } from './language';

type Words = { readonly [Name in Language]: readonly string[] };

/** Towns that everyone knows: a random village reads worse in a reply. */
export const cities: Words = {
  en: ['London', 'New York', 'Paris', 'Tokyo', 'Sydney', 'Toronto', 'Chicago', 'Singapore'],
  zh: ['北京', '上海', '广州', '深圳', '杭州', '成都', '南京', '西安'],
  ja: ['東京', '大阪', '京都', '札幌', '福岡', '横浜', '名古屋', '仙台'],
  ko: ['서울', '부산', '인천', '대구', '대전', '광주', '수원', '제주'],
  ru: ['Москва', 'Санкт-Петербург', 'Казань', 'Новосибирск', 'Екатеринбург', 'Сочи', 'Самара', 'Пермь'],
  es: ['Madrid', 'Barcelona', 'Sevilla', 'Valencia', 'Ciudad de México', 'Buenos Aires', 'Bogotá', 'Lima'],
  fr: ['Paris', 'Lyon', 'Marseille', 'Bordeaux', 'Lille', 'Genève', 'Bruxelles', 'Montréal'],
  de: ['Berlin', 'Hamburg', 'München', 'Köln', 'Frankfurt', 'Wien', 'Zürich', 'Leipzig'],
};

/** Everyday nouns; Faker has Latin or English ones only in several languages. */
export const nouns: Words = {
  en: ['morning', 'garden', 'river', 'market', 'window', 'journey', 'letter', 'coffee', 'bridge', 'library'],
  zh: ['早晨', '花园', '河流', '市场', '窗户', '旅程', '书信', '咖啡', '桥梁', '图书馆'],
  ja: ['朝', '庭', '川', '市場', '窓', '旅', '手紙', '珈琲', '橋', '図書館'],
  ko: ['아침', '정원', '강', '시장', '창문', '여행', '편지', '커피', '다리', '도서관'],
  ru: ['утро', 'сад', 'река', 'рынок', 'окно', 'поездка', 'письмо', 'кофе', 'мост', 'библиотека'],
  es: ['mañana', 'jardín', 'río', 'mercado', 'ventana', 'viaje', 'carta', 'café', 'puente', 'biblioteca'],
  fr: ['matin', 'jardin', 'rivière', 'marché', 'fenêtre', 'voyage', 'lettre', 'café', 'pont', 'bibliothèque'],
  de: ['Morgen', 'Garten', 'Fluss', 'Markt', 'Fenster', 'Reise', 'Brief', 'Kaffee', 'Brücke', 'Bibliothek'],
};
