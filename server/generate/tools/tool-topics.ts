/** A common topic: how tools name it, and how people of eight languages ask for it. */
export interface Topic {
  readonly name: string;
  readonly tool: RegExp;
  readonly asked: RegExp;
}

/** Topics by which a tool is recognised whose name stands in another language than the question. */
export const TOPICS: readonly Topic[] = [
  {
    name: 'weather',
    tool: /weather|forecast|temperature|climate|天气|气温|天気|気温|날씨|погод|clima|météo|wetter/iu,
    asked:
      /weather|forecast|temperature|\brain(?:ing|y)?\b|\bsnow(?:ing|y)?\b|\bsunny\b|umbrella|how (?:hot|cold|warm)|天气|气温|下雨|下雪|多少度|几度|冷不冷|热不热|带伞|天気|気温|雨|날씨|기온|비가|погод|температур|дожд|\bclima\b|tiempo (?:hace|en|para)|temperatura|lluvia|llover|pronóstico|météo|quel temps|température|pleuvoir|pluie|wetter|temperatur|regnet|regen|grad hat/iu,
  },
  {
    name: 'time',
    tool: /(?:^|[^a-z])(?:get |current |local |world )*(?:time|clock|timezone)(?:[^a-z]|$)|时间|時刻|시간|время|hora|heure|uhrzeit/iu,
    asked:
      /what time|current time|time is it|local time|time in\b|几点|当前时间|现在时间|何時|時刻|몇 시|현재 시간|который час|сколько времени|qué hora|quelle heure|wie ?viel uhr|wie spät|uhrzeit/iu,
  },
  {
    name: 'math',
    tool: /calc|arithmetic|math|compute|evaluate|计算|計算|계산|вычисл|rechne/iu,
    asked:
      /\d\s*[+*^×÷]\s*\d|\d\s+[-/]\s+\d|(?:what is|=)\s*\d+[-/]\d+(?![-/\d])|\d\s*(?:plus|minus|times|divided by|加|减|乘|除)\s*\d|calculate|compute|square root|计算|計算|계산|вычисл|посчитай|calcula|calcule|berechne/iu,
  },
  {
    name: 'search',
    tool: /search|lookup|look up|google|browse|find info|搜索|查找|検索|검색|поиск|buscar|recherche|suche/iu,
    asked:
      /\b(?:search|look up|google|browse|find out|latest|news about|find (?:me )?(?:information|articles|results))\b|搜索|搜一下|查一下|查找|最新|検索|調べて|검색|찾아|найди|поищи|\bbusca|cherche|\bsuche\b|\bsuch /iu,
  },
  {
    name: 'stock',
    tool: /stock|share price|quote|ticker|股票|股价|株価|주가|акци|bourse|aktie/iu,
    asked:
      /stock|share price|ticker|股票|股价|株価|주가|주식|акци|cotización|acciones|bourse|cours de l['’]action|aktie/iu,
  },
  {
    name: 'currency',
    tool: /currency|exchange|convert.*(?:money|amount)|forex|汇率|货币|為替|환율|курс|divisa|devise|währung/iu,
    asked:
      /exchange rate|currency|convert .*\b[A-Z]{3}\b|\b[A-Z]{3}\b (?:to|in|into) \b[A-Z]{3}\b|汇率|兑换|换成|為替|환율|курс|обмен|tipo de cambio|taux de change|wechselkurs/u,
  },
  {
    name: 'translate',
    tool: /translat|翻译|翻訳|번역|перев|traduc|tradui|übersetz/iu,
    asked: /translat|翻译|翻訳|번역|перевед|traduc|tradui|übersetz/iu,
  },
  {
    name: 'email',
    tool: /e-?mail|邮件|メール|메일|почт|correo|courriel/iu,
    asked: /\be-?mail\b|send .* (?:to|a message)|邮件|メール|메일|письмо|почт|correo|courriel|\bmail\b/iu,
  },
  {
    name: 'calendar',
    tool: /calendar|schedul|meeting|event|appointment|reminder|日历|日程|会议|提醒|予定|일정|календар|встреч|reunión|cita|rendez|termin/iu,
    asked:
      /calendar|schedul|meeting|appointment|remind|日历|日程|会议|约会|安排|提醒|予定|会議|リマインド|일정|회의|알림|календар|встреч|напомни|reunión|\bcita\b|recuérda|rendez-vous|réunion|rappelle|termin|besprechung|erinner/iu,
  },
  {
    name: 'flight',
    tool: /flight|airline|航班|机票|フライト|航空|항공|рейс|vuelo|\bvols?\b|\bflug/iu,
    asked:
      /\bflights?\b|\bfly (?:to|from)\b|plane ticket|航班|机票|飞往|フライト|航空券|비행기|항공|рейс|авиабилет|vuelo|\bvols?\b|\bflug/iu,
  },
  {
    name: 'hotel',
    tool: /hotel|accommodation|lodging|酒店|宾馆|ホテル|호텔|отел|unterkunft/iu,
    asked:
      /hotel|somewhere to stay|accommodation|酒店|宾馆|住宿|ホテル|宿|호텔|숙소|отел|гостиниц|alojamiento|hébergement|unterkunft/iu,
  },
  {
    name: 'restaurant',
    tool: /restaurant|food|dining|餐厅|餐馆|レストラン|식당|ресторан|restaurante/iu,
    asked:
      /restaurant|somewhere to eat|book a table|餐厅|餐馆|吃饭|レストラン|식당|맛집|ресторан|где поесть|essen gehen/iu,
  },
  {
    name: 'news',
    tool: /news|headline|新闻|ニュース|뉴스|новост|noticia|actualité|nachricht/iu,
    asked: /\bnews\b|headlines|新闻|ニュース|뉴스|новост|noticias|actualités|nachrichten/iu,
  },
  {
    name: 'order',
    tool: /order|shipment|delivery|tracking|package|订单|快递|物流|注文|配送|주문|배송|заказ|pedido|commande|bestell/iu,
    asked:
      /\border (?:#|number|status)?|my (?:order|package|delivery)|track(?:ing)?\b|订单|快递|物流|包裹|注文|配送|주문|배송|заказ|посылк|pedido|envío|commande|colis|bestellung|lieferung|paket/iu,
  },
  {
    name: 'image',
    tool: /image|picture|draw|paint|图片|画图|画像|그림|картин|imagen|bild/iu,
    asked:
      /\b(?:draw|paint|generate (?:an? )?(?:image|picture))|picture of|画一|图片|画像|描いて|그려|그림|нарисуй|картинк|dibuja|dessine|zeichne|bild von/iu,
  },
  {
    name: 'location',
    tool: /geocod|coordinates|directions|route|map|distance|地图|路线|坐标|距离|地図|지도|карт|маршрут|mapa|itinéraire|karte/iu,
    asked:
      /coordinates|latitude|directions|how far|distance|route (?:from|to)|怎么走|路线|坐标|多远|距离|地図|道順|距離|길 찾|거리|маршрут|координат|расстояни|cómo llegar|distancia|itinéraire|distance|wie weit|route|entfernung/iu,
  },
];
