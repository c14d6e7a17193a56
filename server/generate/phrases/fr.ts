import type { Phrasebook } from './phrasebook';

/** French. */
export const fr: Phrasebook = {
  polite:
    /^(?:(?:s['’]il (?:te|vous) plaît|salut|bonjour|peux-tu|pouvez-vous|pourrais-tu|pourriez-vous|tu peux|vous pouvez|je voudrais que|aide[sz]?-moi à)[\s,!]+)+/iu,
  asks: [
    [
      'greeting',
      /^(?:bonjour|salut|bonsoir|coucou|hello)[\s!.,]*(?:(?:comment (?:ça va|vas-tu|allez-vous)|ça va))?[?!.\s]*$/iu,
    ],
    ['thanks', /^(?:un grand )?merci.{0,25}$/iu],
    [
      'identity',
      /^(?:qui es-tu|qui êtes-vous|tu es qui|comment t['’]appelles-tu|présente-toi|présentez-vous).{0,20}$/iu,
    ],
    ['translate', /^tradui(?:s|sez|re)(?: (?:la phrase|le texte|le mot|ceci))?(?: en \S+)?[:\s]+(?<topic>.+)$/iu],
    [
      'say',
      /^(?:dis|dites|répète|répétez|réponds(?: par)?|répondez(?: par)?|écris(?= seulement| uniquement))(?: (?:seulement|uniquement|juste|simplement|exactement|le mot|la phrase))*[:\s]+(?<topic>.+?)[.!]?$/iu,
    ],
    [
      'poem',
      /^(?:écris|écrivez|compose|composez|crée|rédige|fais)(?:-moi)?(?: un| une| le| la)?(?: petit| court)? ?(?:poème|poésie|haïku|chanson|sonnet)(?: (?:court|courte))?(?: (?:sur|à propos de|pour|au sujet de) (?<topic>.+))?$/iu,
    ],
    [
      'compare',
      /^(?:compare[rz]?|quelle est la différence entre|quelles sont les différences entre|différences? entre)\s+(?<topic>.+)$/iu,
    ],
    [
      'how',
      /^(?:comment (?:puis-je|peut-on|faire pour|dois-je)?|explique[rz]?(?:-moi)? comment|montre[rz]?(?:-moi)? comment)\s*(?<topic>\S+(?:er|ir|re|oir)\b.*)$/iu,
    ],
    [
      'explain',
      /^(?:explique[rz]?(?:-moi)?|décri[st](?:-moi)?|décrivez|définis|parle[rz]?(?:-moi)? (?:de|du|des)|résume[rz]?|qu['’]est-ce que?|qu['’]est-ce qu['’]|c['’]est quoi|que signifie|qui est|qui était)(?: en (?:termes|mots) simples| simplement| brièvement)?[,:]?\s*(?:ce qu['’]est |ce que sont |que )?(?<topic>.+?)(?: (?:en (?:termes|mots) simples|avec des mots simples|simplement|brièvement|en (?:une|deux|trois) phrases?))?$/iu,
    ],
    ['other', /^(?<topic>(?:pourquoi|quand|où|comment|combien) .+)$/iu],
    [
      'list',
      /^(?:cite[rz]?|énumère[rz]?|recommande[rz]?(?:-moi)?|suggère[rz]?(?:-moi)?|propose[rz]?(?:-moi)?|donne[rz]?(?:-moi)?|liste[rz]?|quels sont|quelles sont)(?: (?:quelques|les|des|une liste de|\d+|trois|cinq|idées (?:de|pour)))*\s+(?<topic>.+)$/iu,
    ],
    ['write', /^(?:écris|écrivez|rédige[rz]?|crée[rz]?|compose[rz]?)(?:-moi)?(?: un| une| le| la)?\s+(?<topic>.+)$/iu],
    [
      'yes-no',
      /^(?:est-ce que?|est-ce qu['’]|faut-il|peut-on|puis-je|dois-je|y a-t-il|existe-t-il|est-il|est-elle)\s*(?<topic>.+)$/iu,
    ],
  ],
  answers: {
    greeting: [
      ['Bonjour !', 'Bonjour, ravi de vous rencontrer !', 'Salut !'],
      [
        'Comment puis-je vous aider aujourd’hui ?',
        'De quoi aimeriez-vous parler ?',
        'Dites-moi ce dont vous avez besoin.',
      ],
    ],
    thanks: [
      ['Je vous en prie !', 'Avec plaisir !'],
      ['N’hésitez pas si vous avez d’autres questions.', 'Puis-je faire autre chose pour vous ?'],
    ],
    identity: [
      [
        'Je suis un assistant d’intelligence artificielle : je réponds aux questions et j’aide à écrire.',
        'Je suis un assistant d’intelligence artificielle ; j’explique, je rédige et j’aide à réfléchir.',
      ],
      ['Posez-moi la question que vous voulez.', 'Par quoi commençons-nous ?'],
    ],
    translate: [
      ['La traduction de « {topic} » dépend un peu de qui parle et à qui.'],
      ['Mieux vaut rendre le sens de la phrase entière que chaque mot, puis la relire à voix haute.'],
    ],
    poem: [
      ['Voici venir {topic} au bord de ma fenêtre,', 'Je murmure tout bas {topic} au jour naissant,'],
      ['un rayon de soleil que l’on croit reconnaître,', 'et la brise répond par un air caressant,'],
      ['les collines au loin s’éveillent doucement', 'un oiseau sur la branche hésite un court moment'],
      ['et le monde sourit, l’espace d’un instant.', 'puis s’envole en chantant vers un autre printemps.'],
    ],
    explain: [
      [
        'En termes simples, {topic} se comprend mieux en trois questions : qu’est-ce que c’est, comment cela marche et à quoi cela sert.',
        'Vu de près, {topic} n’a rien de si compliqué.',
        'Commençons par l’essentiel de « {topic} ».',
      ],
      [
        'Il y a d’abord un point de départ, puis un déroulement aux règles claires et, à la fin, un résultat que l’on peut vérifier.',
        'Imaginez une situation de tous les jours : vous observez, vous comparez avec ce que vous savez, puis vous tirez une conclusion.',
        'L’idée centrale est simple ; les autres détails servent à la rendre fiable en pratique.',
      ],
      [
        'Une fois cette image en tête, les détails trouvent leur place.',
        'Si vous le souhaitez, je peux donner un exemple concret.',
      ],
    ],
    how: [
      ['Pour {topic}, quelques étapes claires suffisent.', 'Voici une façon simple de procéder pour {topic}.'],
      [
        'Définissez d’abord le résultat voulu, rassemblez ce qu’il faut, commencez par la plus petite étape et vérifiez ce que vous obtenez.',
        'Découpez la tâche en petites parties, terminez l’une avant de passer à la suivante et notez ce que vous apprenez.',
      ],
      [
        'Prenez votre temps pour la première étape : elle facilite toutes les autres.',
        'Dites-moi où vous en êtes, et je serai plus précis.',
      ],
    ],
    compare: [
      [
        'La principale différence entre {topic} tient à ce que chaque option fait de mieux.',
        'Pour comparer {topic}, trois choses comptent : le but, l’effort et le coût.',
      ],
      [
        'L’une est souvent plus rapide à prendre en main, l’autre devient avantageuse avec le temps.',
        'Regardez d’abord vos besoins quotidiens, puis la difficulté d’apprentissage, et enfin le prix.',
      ],
      [
        'Décrivez-moi votre situation et je pourrai en recommander une.',
        'Dans le doute, commencez par la plus simple.',
      ],
    ],
    list: [
      ['Voici quelques idées à propos de « {topic} » :', 'Pour « {topic} », je commencerais par ceci :'],
      [
        '1) une idée simple à essayer dès aujourd’hui ; 2) une valeur sûre que beaucoup apprécient ; 3) une nouveauté qui pourrait vous surprendre.',
        '1) le choix classique ; 2) une solution économique ; 3) une option pour les grandes occasions.',
      ],
      ['Dites-moi vos préférences et j’affinerai la liste.', 'Voulez-vous plus de détails sur l’une d’elles ?'],
    ],
    write: [
      ['Voici un premier jet : {topic}.', 'Bien sûr, voici le texte : {topic}.'],
      [
        'Tout commença par un matin ordinaire, alors que personne n’attendait rien, et c’est justement ce qui mérite d’être raconté.',
        'Merci de prendre un moment pour lire ces lignes ; j’en viens tout de suite à l’essentiel.',
      ],
      [
        'Je peux l’allonger, le raccourcir ou le rendre plus formel.',
        'Dites-moi quel ton vous convient et je le retravaillerai.',
      ],
    ],
    'yes-no': [
      ['Oui, dans la plupart des cas.', 'En général oui, même si cela dépend des circonstances.'],
      [
        'L’essentiel est le contexte : avec un peu de préparation, il y a rarement des difficultés.',
        'Il existe quelques exceptions, mieux vaut donc vérifier les détails de votre cas.',
      ],
      ['Dites-m’en un peu plus et je pourrai être plus précis.'],
    ],
    other: [
      [
        'Vous avez écrit : « {topic} ».',
        'Merci pour votre message au sujet de « {topic} ».',
        'Voyons cela : « {topic} ».',
      ],
      [
        'Le plus utile est de clarifier d’abord l’objectif ; les étapes suivantes se rangent ensuite d’elles-mêmes.',
        'Il y a en général deux ou trois bonnes approches, et mieux vaut commencer par la plus simple.',
        'En résumé : commencez petit, vérifiez le résultat et développez ce qui fonctionne.',
      ],
      [
        'Dites-m’en un peu plus et je vous aiderai pour les détails.',
        'Préférez-vous un exemple ou un plan étape par étape ?',
      ],
    ],
  },
  again: [
    'Autrement dit : ',
    'En d’autres termes : ',
    'Ou encore : ',
    'On peut aussi le dire ainsi : ',
    'Une autre réponse : ',
  ],
  gap: ' ',
  comma: ', ',
  quotes: ['« ', ' »'],
  nothing: 'votre message',
  code: [['Voici une version courte :', 'On peut l’écrire ainsi :']],
  thoughts: {
    answer: [
      ['L’utilisateur demande : « {topic} ».', 'Réfléchissons à « {topic} ».'],
      [
        'Une réponse brève et claire convient : l’idée principale, puis un ou deux détails.',
        'Je dois aller droit au but avec des mots simples.',
      ],
      ['Je répondrai en français.', 'Cela devrait suffire.'],
    ],
    call: [
      ['L’utilisateur veut savoir : « {topic} ».', 'Pour répondre à « {topic} », il me faut des données à jour.'],
      ['L’outil {tool} convient et j’ai tous les arguments.', 'Je peux le trouver avec {tool}.'],
    ],
    result: [
      ['L’outil a répondu.', 'J’ai maintenant le résultat.'],
      ['Je vais le résumer en une phrase claire.', 'Résumons cela pour l’utilisateur.'],
    ],
  },
  results: {
    facts: [['Voici ce que j’ai trouvé : {facts}.', 'D’après le résultat, {facts}.']],
    text: [['Voici ce que j’ai trouvé : {text}']],
    failed: [['Désolé, la requête a échoué : {text}']],
    empty: [['C’est fait ; il n’y a rien d’autre à signaler.']],
    pair: '{label} : {value}',
  },
  labels: {
    city: 'ville',
    location: 'lieu',
    weather: 'météo',
    condition: 'météo',
    conditions: 'météo',
    description: 'description',
    temperature: 'température',
    temp: 'température',
    humidity: 'humidité',
    wind: 'vent',
    unit: 'unité',
    date: 'date',
    time: 'heure',
    name: 'nom',
    price: 'prix',
    currency: 'devise',
    status: 'état',
    result: 'résultat',
    forecast: 'prévisions',
    count: 'nombre',
    total: 'total',
    title: 'titre',
    country: 'pays',
    rate: 'taux',
    amount: 'montant',
    answer: 'réponse',
  },
};
