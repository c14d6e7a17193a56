/** Towns that prompts are full of, in the spellings of the eight languages; found without regard to case. */
export const TOWNS: readonly string[] = [
  'London|New York City|New York|Los Angeles|San Francisco|San Diego|San Jose|Chicago|Boston|Seattle|Houston|Dallas|Austin|Miami|Denver|Atlanta',
  'Philadelphia|Phoenix|Las Vegas|Washington DC|Washington, D.C.|Toronto|Vancouver|Montreal|Montréal|Ottawa|Mexico City|Ciudad de México|Bogotá|Bogota|Lima',
  'Buenos Aires|Santiago|Rio de Janeiro|São Paulo|Sao Paulo|Paris|Lyon|Marseille|Bordeaux|Lille|Nice|Toulouse|Nantes|Strasbourg|Brussels|Bruxelles|Brüssel',
  'Berlin|Hamburg|Munich|München|Köln|Cologne|Frankfurt|Stuttgart|Düsseldorf|Leipzig|Dresden|Vienna|Wien|Zurich|Zürich|Geneva|Genève|Genf|Bern',
  'Madrid|Barcelona|Sevilla|Seville|Valencia|Bilbao|Málaga|Lisbon|Lisboa|Porto|Rome|Roma|Rom|Milan|Milano|Mailand|Venice|Florence|Naples|Athens|Athen',
  'Amsterdam|Rotterdam|Copenhagen|Kopenhagen|Stockholm|Oslo|Helsinki|Dublin|Edinburgh|Manchester|Warsaw|Warschau|Prague|Prag|Praga|Budapest|Bucharest',
  'Moscow|Moskau|Moscú|Moscou|Saint Petersburg|St. Petersburg|Kyiv|Kiev|Istanbul|Ankara|Cairo|Lagos|Nairobi|Cape Town|Johannesburg|Dubai|Abu Dhabi|Tel Aviv',
  'Mumbai|Delhi|New Delhi|Bangalore|Bengaluru|Singapore|Bangkok|Hanoi|Jakarta|Manila|Kuala Lumpur|Hong Kong|Taipei|Beijing|Peking|Pekín|Pékin|Shanghai',
  'Shenzhen|Guangzhou|Hangzhou|Chengdu|Nanjing|Tokyo|Tokio|Osaka|Kyoto|Sapporo|Seoul|Séoul|Seúl|Busan|Sydney|Melbourne|Brisbane|Perth|Auckland|Londres|Nueva York',
  '北京|上海|广州|深圳|杭州|成都|南京|西安|武汉|重庆|天津|苏州|青岛|大连|厦门|长沙|郑州|昆明|沈阳|哈尔滨|济南|福州|合肥|三亚|拉萨|桂林|香港|澳门|台北|宁波|无锡|珠海|海口',
  '东京|大阪|京都|首尔|釜山|新加坡|曼谷|巴黎|伦敦|纽约|洛杉矶|旧金山|芝加哥|波士顿|西雅图|柏林|慕尼黑|法兰克福|马德里|巴塞罗那|罗马|米兰|莫斯科|悉尼|墨尔本|多伦多|温哥华|迪拜',
  '東京|横浜|名古屋|札幌|福岡|仙台|神戸|広島|那覇|沖縄|金沢|奈良|長崎|ソウル|釜山|上海|パリ|ロンドン|ニューヨーク|ロサンゼルス|ベルリン|シドニー|シンガポール|ローマ|モスクワ',
  '서울|부산|인천|대구|대전|광주|울산|수원|제주|제주도|강릉|전주|경주|도쿄|오사카|베이징|상하이|파리|런던|뉴욕|베를린|로마|싱가포르|방콕|시드니|모스크바',
].flatMap((line) => line.split('|'));

/** Russian towns by their unchanging beginnings: the ending tells the case. */
export const RUSSIAN_TOWNS: readonly (readonly [stem: string, name: string])[] = [
  ['Москв', 'Москва'],
  ['Санкт-Петербург', 'Санкт-Петербург'],
  ['Петербург', 'Санкт-Петербург'],
  ['Новосибирск', 'Новосибирск'],
  ['Екатеринбург', 'Екатеринбург'],
  ['Казан', 'Казань'],
  ['Самар', 'Самара'],
  ['Сочи', 'Сочи'],
  ['Перм', 'Пермь'],
  ['Омск', 'Омск'],
  ['Уф', 'Уфа'],
  ['Владивосток', 'Владивосток'],
  ['Калининград', 'Калининград'],
  ['Минск', 'Минск'],
  ['Киев', 'Киев'],
  ['Париж', 'Париж'],
  ['Лондон', 'Лондон'],
  ['Берлин', 'Берлин'],
  ['Мадрид', 'Мадрид'],
  ['Рим', 'Рим'],
  ['Токио', 'Токио'],
  ['Пекин', 'Пекин'],
  ['Шанха', 'Шанхай'],
  ['Сеул', 'Сеул'],
  ['Стамбул', 'Стамбул'],
  ['Дуба', 'Дубай'],
  ['Нью-Йорк', 'Нью-Йорк'],
];

/** Countries by their English names. */
export const COUNTRIES: readonly string[] =
  'Afghanistan|Argentina|Australia|Austria|Bangladesh|Belgium|Bolivia|Brazil|Bulgaria|Cambodia|Canada|Chile|China|Colombia|Costa Rica|Croatia|Cuba|Cyprus|Czechia|Denmark|Ecuador|Egypt|Estonia|Ethiopia|Finland|France|Germany|Ghana|Greece|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Jamaica|Japan|Jordan|Kenya|Kuwait|Latvia|Lebanon|Lithuania|Luxembourg|Malaysia|Malta|Mexico|Morocco|Nepal|Netherlands|New Zealand|Nigeria|Norway|Pakistan|Panama|Peru|Philippines|Poland|Portugal|Qatar|Romania|Russia|Saudi Arabia|Senegal|Serbia|Singapore|Slovakia|Slovenia|South Africa|South Korea|Spain|Sri Lanka|Sweden|Switzerland|Taiwan|Tanzania|Thailand|Tunisia|Turkey|Uganda|Ukraine|United Kingdom|United States|Uruguay|Venezuela|Vietnam|Deutschland|Österreich|Schweiz|Frankreich|Spanien|Italien|España|Italia|Brasil'.split(
    '|',
  );

/** Countries and states that follow a town after a comma, as in `Paris, France`. */
export const REGIONS =
  /^(?:[A-Z]{2}|U\.?S\.?A\.?|UK|France|Germany|Deutschland|Spain|España|Italy|Italia|Japan|China|England|Scotland|Ireland|Canada|Mexico|México|Australia|India|Brazil|Brasil|Portugal|Netherlands|Switzerland|Schweiz|Austria|Österreich|Russia|Korea|South Korea|Argentina|California|Texas|Florida|Ontario|Massachusetts|Illinois)$/u;

/** Capitalised words that are no names: days, months, languages, units, question words. */
export const NOT_NAMES: ReadonlySet<string> = new Set(
  (
    'Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December ' +
    'Lunes Enero Lundi Janvier Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Januar Februar März Mai Juni Juli Oktober Dezember ' +
    'English French German Spanish Chinese Japanese Korean Russian Italian Celsius Fahrenheit Kelvin JSON XML HTML API I The A An What Who How When Where Why ' +
    'Which Is Are Do Does Can Could Please Tell Show Give Get Find Extract Write Return Use Call Today Tomorrow And Or But If In On At For To From My Your It ' +
    'This That These Those He She They We You Hello Hi Dear Wetter Heute Morgen Grad'
  ).split(' '),
);
