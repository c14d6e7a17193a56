import type { Phrasebook } from './phrasebook';

/** German. */
export const de: Phrasebook = {
  polite:
    /^(?:(?:bitte|hallo|hi|hey|kannst du(?: mir)?|können sie(?: mir)?|könntest du(?: mir)?|könnten sie(?: mir)?|würdest du|ich möchte, dass du|hilf mir(?: dabei)?,?)[\s,!]+)+/iu,
  asks: [
    [
      'greeting',
      /^(?:hallo|hi|hey|servus|moin|grüß gott|guten (?:tag|morgen|abend)|grüezi)[\s!.,]*(?:wie geht(?:['’]s| es)(?: (?:dir|ihnen))?)?[?!.\s]*$/iu,
    ],
    ['thanks', /^(?:vielen |herzlichen )?dank(?:e|eschön)?\b.{0,25}$/iu],
    ['identity', /^(?:wer bist du|wer sind sie|wie heißt du|wie heißen sie|stell dich vor|was kannst du).{0,20}$/iu],
    [
      'translate',
      /^(?:übersetze?|übersetzen sie)(?: (?:den satz|das wort|den text))?(?: ins \S+)?[:\s]+(?<topic>.+?)(?: (?:ins|in) \S+)?$/iu,
    ],
    [
      'say',
      /^(?:sage?|wiederhole|antworte mit|antworte|schreibe?(?= nur| genau))(?: (?:nur|genau|bloß|einfach|mir|das wort|den satz))*[:\s]+(?<topic>.+?)[.!]?$/iu,
    ],
    [
      'poem',
      /^(?:schreibe?|dichte|verfasse?|schreiben sie|erstelle?)(?: mir)?(?: bitte)?(?: ein| einen| eine)?(?: kurzes| kleines| schönes)? ?(?:gedicht|haiku|lied|vers|sonett)(?: (?:über|zum thema|von|für) (?<topic>.+))?$/iu,
    ],
    [
      'compare',
      /^(?:vergleiche?|was ist der unterschied zwischen|was sind die unterschiede zwischen|worin unterscheiden sich|unterschiede? zwischen)\s+(?<topic>.+)$/iu,
    ],
    [
      'how',
      /^(?:wie (?:kann|soll|sollte|muss|mache?) (?:ich|man|wir)(?: das)?|zeig mir,? wie (?:ich|man)|erkläre? mir,? wie (?:ich|man))\s+(?<topic>.+)$/iu,
    ],
    [
      'explain',
      /^(?:erkläre?|erklären sie|beschreibe?|definiere?|erzähle?(?: mir)?(?: etwas)?(?: über| von)?|fasse?|was (?:ist|sind|bedeutet|heißt)|wer (?:ist|war|sind))(?: mir)?(?: bitte)?(?: (?:in|mit) (?:einfachen worten|einfacher sprache|kurzen worten)| kurz| einfach)?[,:]?\s+(?:was )?(?<topic>.+?)(?: (?:ist|sind|bedeutet))?(?: (?:(?:in|mit) (?:einfachen worten|einfacher sprache|kurzen worten|zwei sätzen|drei sätzen|einem satz)|kurz|einfach))?(?: zusammen)?$/iu,
    ],
    ['other', /^(?<topic>(?:warum|wieso|weshalb|wann|wo|wie) .+)$/iu],
    [
      'list',
      /^(?:nenne?|liste?|empfiehl|empfehle?|gib|schlage?|zähle?|welche)(?: (?:mir|ein paar|einige|die|drei|fünf|\d+|tipps für|ideen für))*\s+(?<topic>.+?)(?: auf| vor)?$/iu,
    ],
    ['write', /^(?:schreibe?|verfasse?|erstelle?|entwirf)(?: mir)?(?: bitte)?(?: ein| einen| eine)?\s+(?<topic>.+)$/iu],
    [
      'yes-no',
      /^(?:ist|sind|war|kann|können|darf|soll|sollte|muss|gibt es|hat|haben|wird|lohnt sich)\s+(?<topic>.+)$/iu,
    ],
  ],
  answers: {
    greeting: [
      ['Hallo!', 'Guten Tag!', 'Hallo, schön, von Ihnen zu hören!'],
      ['Wie kann ich heute helfen?', 'Was kann ich für Sie tun?', 'Worüber möchten Sie sprechen?'],
    ],
    thanks: [
      ['Gern geschehen!', 'Das freut mich!'],
      ['Melden Sie sich einfach, wenn noch etwas ist.', 'Kann ich sonst noch etwas tun?'],
    ],
    identity: [
      [
        'Ich bin ein KI-Assistent: Ich beantworte Fragen und helfe beim Schreiben.',
        'Ich bin ein KI-Assistent; ich erkläre, entwerfe Texte und denke mit.',
      ],
      ['Fragen Sie mich, was Sie möchten.', 'Womit fangen wir an?'],
    ],
    translate: [
      ['Wie man „{topic}“ am besten übersetzt, hängt ein wenig davon ab, wer zu wem spricht.'],
      ['Am besten überträgt man den Sinn des ganzen Satzes statt jedes Wort und liest ihn zum Schluss laut vor.'],
    ],
    poem: [
      ['Ganz leise klingt es: {topic},', 'Der Morgen flüstert: {topic},'],
      ['der Wind trägt ein Lied durch den Tag,', 'ein Tropfen Tau hält das Licht,'],
      ['es atmen die Felder, es ruhen die Wege,', 'die Hügel erwachen, die Wolken ziehn weiter,'],
      ['als ob heute alles beginnen mag.', 'und keiner, der lauscht, vergisst dies Gedicht.'],
    ],
    explain: [
      [
        'Einfach gesagt, versteht man „{topic}“ am besten über drei Fragen: Was ist es, wie funktioniert es und wozu dient es?',
        'In einfachen Worten ist „{topic}“ gar nicht so kompliziert.',
        'Beginnen wir mit dem Wichtigsten zu „{topic}“.',
      ],
      [
        'Zuerst gibt es einen Ausgangspunkt, dann einen Ablauf mit klaren Regeln und am Ende ein Ergebnis, das man prüfen kann.',
        'Stellen Sie sich eine Alltagssituation vor: Sie beobachten etwas, vergleichen es mit Bekanntem und ziehen einen Schluss.',
        'Der Grundgedanke ist klein; die übrigen Einzelheiten sorgen dafür, dass es in der Praxis zuverlässig klappt.',
      ],
      [
        'Ist dieses Bild einmal klar, fügen sich die Einzelheiten von selbst ein.',
        'Wenn Sie möchten, nenne ich ein konkretes Beispiel.',
      ],
    ],
    how: [
      ['Für „{topic}“ genügen ein paar klare Schritte.', 'So geht es ganz einfach: „{topic}“.'],
      [
        'Legen Sie zuerst das Ziel fest, stellen Sie dann alles Nötige bereit, beginnen Sie mit dem kleinsten Schritt und prüfen Sie das Ergebnis.',
        'Teilen Sie die Aufgabe in kleine Stücke, schließen Sie eines ab, bevor Sie das nächste beginnen, und notieren Sie, was Ihnen auffällt.',
      ],
      [
        'Nehmen Sie sich für den ersten Schritt Zeit: Er erleichtert alle weiteren.',
        'Sagen Sie mir, wo Sie gerade stehen, dann werde ich konkreter.',
      ],
    ],
    compare: [
      [
        'Der wichtigste Unterschied bei „{topic}“ liegt darin, was jede Möglichkeit am besten kann.',
        'Beim Vergleich von „{topic}“ zählen drei Dinge: Zweck, Aufwand und Kosten.',
      ],
      [
        'Mit der einen ist man schneller am Start, die andere zahlt sich auf Dauer und bei größeren Vorhaben aus.',
        'Achten Sie zuerst darauf, was Sie täglich brauchen, dann auf die Einarbeitung und zuletzt auf den Preis.',
      ],
      [
        'Wenn Sie mir Ihre Situation schildern, kann ich eine davon empfehlen.',
        'Im Zweifel fängt man mit der einfacheren an.',
      ],
    ],
    list: [
      ['Hier sind ein paar Vorschläge zu „{topic}“:', 'Zu „{topic}“ fällt mir Folgendes ein:'],
      [
        '1. etwas Einfaches, das Sie heute noch ausprobieren können; 2. etwas Bewährtes, das vielen gefällt; 3. etwas Neues, das Sie vielleicht überrascht.',
        '1. der Klassiker; 2. eine günstige Alternative; 3. etwas für besondere Anlässe.',
      ],
      [
        'Sagen Sie mir, was Ihnen wichtig ist, dann grenze ich die Auswahl ein.',
        'Soll ich auf einen Punkt näher eingehen?',
      ],
    ],
    write: [
      ['Hier ist ein erster Entwurf: {topic}.', 'Gern, hier ist der Text: {topic}.'],
      [
        'Es begann an einem gewöhnlichen Morgen, an dem niemand etwas Besonderes erwartete, und gerade deshalb lohnt es sich, davon zu erzählen.',
        'Vielen Dank, dass Sie sich die Zeit nehmen; ich komme gleich zum Wesentlichen.',
      ],
      [
        'Ich kann den Text länger, kürzer oder förmlicher machen.',
        'Sagen Sie mir, welcher Ton Ihnen gefällt, dann feile ich daran.',
      ],
    ],
    'yes-no': [
      ['Ja, in den meisten Fällen.', 'In der Regel schon, auch wenn es auf die Umstände ankommt.'],
      [
        'Entscheidend ist der Zusammenhang: Mit etwas Vorbereitung gibt es selten Schwierigkeiten.',
        'Es gibt einige Ausnahmen, daher lohnt ein Blick auf die Einzelheiten Ihres Falls.',
      ],
      ['Erzählen Sie mir etwas mehr, dann kann ich genauer antworten.'],
    ],
    other: [
      [
        'Sie haben geschrieben: „{topic}“.',
        'Danke für Ihre Nachricht zu „{topic}“.',
        'Schauen wir uns das an: „{topic}“.',
      ],
      [
        'Am nützlichsten ist es, zuerst das Ziel zu klären; danach lassen sich die nächsten Schritte leicht ordnen.',
        'Meist gibt es zwei oder drei gute Wege, und am besten beginnt man mit dem einfachsten.',
        'Kurz gesagt: klein anfangen, das Ergebnis prüfen und ausbauen, was sich bewährt.',
      ],
      [
        'Erzählen Sie mir etwas mehr, dann helfe ich bei den Einzelheiten.',
        'Möchten Sie lieber ein Beispiel oder einen Plan Schritt für Schritt?',
      ],
    ],
  },
  again: [
    'Mit anderen Worten: ',
    'Anders gesagt: ',
    'Oder so: ',
    'Man kann es auch so sagen: ',
    'Eine andere Antwort: ',
  ],
  gap: ' ',
  comma: ', ',
  quotes: ['„', '“'],
  nothing: 'Ihre Nachricht',
  code: [['Hier ist eine kurze Fassung:', 'Das lässt sich so schreiben:']],
  thoughts: {
    answer: [
      ['Die Frage lautet: „{topic}“.', 'Ich überlege kurz zu „{topic}“.'],
      [
        'Am besten antworte ich knapp: erst der Kern, dann ein oder zwei Einzelheiten.',
        'Ich sollte schnell zum Punkt kommen und einfach formulieren.',
      ],
      ['Ich antworte auf Deutsch.', 'Das sollte genügen.'],
    ],
    call: [
      ['Gefragt ist: „{topic}“.', 'Für „{topic}“ brauche ich aktuelle Daten.'],
      ['Das Werkzeug {tool} passt, und alle Argumente liegen vor.', 'Das kann ich mit {tool} herausfinden.'],
    ],
    result: [
      ['Das Werkzeug hat geantwortet.', 'Jetzt liegt das Ergebnis vor.'],
      ['Ich fasse es in einem klaren Satz zusammen.', 'Das gebe ich nun kurz wieder.'],
    ],
  },
  results: {
    facts: [['Das habe ich herausgefunden: {facts}.', 'Laut Ergebnis: {facts}.']],
    text: [['Das habe ich herausgefunden: {text}']],
    failed: [['Das hat leider nicht geklappt: {text}']],
    empty: [['Erledigt; weitere Angaben gibt es nicht.']],
    pair: '{label}: {value}',
  },
  labels: {
    city: 'Stadt',
    location: 'Ort',
    weather: 'Wetter',
    condition: 'Wetter',
    conditions: 'Wetter',
    description: 'Beschreibung',
    temperature: 'Temperatur',
    temp: 'Temperatur',
    humidity: 'Luftfeuchtigkeit',
    wind: 'Wind',
    unit: 'Einheit',
    date: 'Datum',
    time: 'Uhrzeit',
    name: 'Name',
    price: 'Preis',
    currency: 'Währung',
    status: 'Status',
    result: 'Ergebnis',
    forecast: 'Vorhersage',
    count: 'Anzahl',
    total: 'Summe',
    title: 'Titel',
    country: 'Land',
    rate: 'Kurs',
    amount: 'Betrag',
    answer: 'Antwort',
  },
};
