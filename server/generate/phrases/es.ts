import type { Phrasebook } from './phrasebook';

/** Spanish. */
export const es: Phrasebook = {
  polite:
    /^[¿¡]?(?:(?:por favor|hola|oye|puedes|podrías|puede|podría|quiero que|quisiera que|me gustaría que|ayúdame a)[\s,!]+)+/iu,
  asks: [
    [
      'greeting',
      /^[¡¿]?(?:hola|buenos días|buenas tardes|buenas noches|buenas|saludos)[\s!.,¿]*(?:(?:qué tal|cómo estás?|cómo está usted))?[?!.\s]*$/iu,
    ],
    ['thanks', /^[¡]?(?:muchas |mil )?gracias.{0,25}$/iu],
    ['identity', /^[¿]?(?:quién eres|qué eres|cómo te llamas|preséntate|qué puedes hacer).{0,20}$/iu],
    ['translate', /^traduc(?:e|ir|ce|zca)(?: (?:la frase|el texto|la palabra|esto))?(?: al \S+)?[:\s]+(?<topic>.+)$/iu],
    [
      'say',
      /^(?:di|repite|responde con|contesta con|responde|escribe(?= solo| únicamente))(?: (?:solo|sólo|solamente|únicamente|exactamente|la palabra|la frase))*[:\s]+(?<topic>.+?)[.!]?$/iu,
    ],
    [
      'poem',
      /^(?:escribe(?:me)?|escríbeme|compón|crea|haz(?:me)?)(?: un| una| el| la)?(?: \S+)? ?(?:poema|poesía|haiku|canción|soneto)(?: (?:corto|corta|breve))?(?: (?:sobre|acerca de|de|para) (?<topic>.+))?$/iu,
    ],
    [
      'compare',
      /^[¿]?(?:compara|cuál es la diferencia entre|cuáles son las diferencias entre|en qué se diferencian?|diferencias? entre)\s+(?<topic>.+)$/iu,
    ],
    [
      'how',
      /^[¿]?(?:cómo (?:puedo|se puede|debo|podemos|hago para|hacer para)?|explícame cómo|dime cómo|enséñame a)\s*(?<topic>\S+[aei]r(?:se|me|lo|la)?\b.*)$/iu,
    ],
    [
      'explain',
      /^[¿]?(?:explica(?:me)?|explícame|describe|define|háblame (?:de|sobre)|cuéntame(?: sobre| de)?|resume|qué (?:es|son|significa)|quién (?:es|fue)|quiénes (?:son|fueron))(?: (?:en|con) (?:palabras|términos) (?:sencillas|simples|sencillos)|,? brevemente)?[,:]?\s+(?:qué (?:es|son) )?(?<topic>.+?)(?: (?:en|con|de) (?:palabras|términos|forma|manera|un lenguaje|lenguaje|dos|tres|una) (?:sencill[ao]s?|simples?|frases?))?$/iu,
    ],
    ['other', /^[¿]?(?<topic>(?:por qué|cuándo|dónde|cómo|cuánto) .+)$/iu],
    [
      'list',
      /^[¿]?(?:enumera|nombra|recomienda(?:me)?|recomiéndame|sugiere(?:me)?|sugiéreme|dame|haz una lista de|cuáles son)(?: (?:algun[oa]s|un[oa]s|los|las|\d+|tres|cinco|una lista de|ideas (?:para|de)))*\s+(?<topic>.+)$/iu,
    ],
    ['write', /^(?:escribe(?:me)?|escríbeme|redacta|crea|compón)(?: un| una| el| la)?\s+(?<topic>.+)$/iu],
    ['yes-no', /^[¿](?:es|son|está|están|hay|puedo|puede|debo|tiene|existe|se puede|vale la pena)\s+(?<topic>.+)$/iu],
  ],
  answers: {
    greeting: [
      ['¡Hola!', '¡Hola, mucho gusto!', '¡Buenas!'],
      ['¿En qué puedo ayudarte hoy?', '¿De qué te gustaría hablar?', 'Cuéntame qué necesitas.'],
    ],
    thanks: [
      ['¡De nada!', '¡Ha sido un placer!'],
      ['Si surge algo más, aquí estoy.', '¿Puedo ayudarte con algo más?'],
    ],
    identity: [
      [
        'Soy un asistente de inteligencia artificial: respondo preguntas y ayudo con textos.',
        'Soy un asistente de inteligencia artificial; explico, redacto borradores y ayudo a ordenar ideas.',
      ],
      ['Pregúntame lo que quieras.', '¿Por dónde empezamos?'],
    ],
    translate: [
      ['La traducción de «{topic}» depende un poco de quién habla y a quién.'],
      ['Conviene traducir el sentido de la frase completa y no palabra por palabra, y leerla en voz alta al final.'],
    ],
    poem: [
      ['Llega despacio {topic} a mi ventana,', 'Nombro en voz baja {topic} cada mañana,'],
      ['trae en las manos un poco de luz,', 'y el viento me presta su cielo azul,'],
      ['canta una alondra en la rama temprana', 'se abre el camino, la tierra lejana'],
      ['y el mundo despierta en tenue quietud.', 'y todo se vuelve promesa y virtud.'],
    ],
    explain: [
      [
        'En pocas palabras, {topic} se entiende mejor si vemos qué es, cómo funciona y para qué sirve.',
        'Visto de cerca, {topic} no es tan complicado como parece.',
        'Empecemos por lo esencial de «{topic}».',
      ],
      [
        'Primero hay un punto de partida, después un proceso con reglas claras y, al final, un resultado que se puede comprobar.',
        'Imagina una situación cotidiana: observas algo, lo comparas con lo que ya sabes y sacas una conclusión.',
        'La idea central es sencilla; el resto de los detalles sirve para que funcione bien en la práctica.',
      ],
      ['Con esa imagen clara, los detalles encajan uno tras otro.', 'Si quieres, puedo darte un ejemplo concreto.'],
    ],
    how: [
      ['Para {topic}, basta con unos pocos pasos claros.', 'Esta es una forma sencilla de {topic}.'],
      [
        'Primero define el resultado que buscas, luego reúne lo necesario, empieza por el paso más pequeño y revisa lo conseguido.',
        'Divide la tarea en partes pequeñas, termina una antes de empezar la siguiente y anota lo que vayas aprendiendo.',
      ],
      ['Dedica tiempo al primer paso: facilita todos los demás.', 'Cuéntame en qué punto estás y seré más concreto.'],
    ],
    compare: [
      [
        'La principal diferencia entre {topic} está en aquello que cada opción hace mejor.',
        'Al comparar {topic}, importan tres cosas: el propósito, el esfuerzo y el coste.',
      ],
      [
        'Una suele ser más rápida para empezar; la otra compensa con el tiempo y en proyectos grandes.',
        'Mira primero lo que necesitas cada día, después la dificultad de aprendizaje y, por último, el precio.',
      ],
      ['Si me cuentas tu situación, puedo recomendarte una.', 'Ante la duda, empieza por la más sencilla.'],
    ],
    list: [
      ['Aquí tienes algunas ideas sobre {topic}:', 'Estas son mis sugerencias sobre {topic}:'],
      [
        '1) algo sencillo que puedes probar hoy mismo; 2) algo probado que gusta a mucha gente; 3) algo nuevo que quizá te sorprenda.',
        '1) la opción clásica; 2) una alternativa económica; 3) una opción para ocasiones especiales.',
      ],
      ['Dime qué prefieres y afinaré la lista.', '¿Quieres que te cuente más sobre alguna?'],
    ],
    write: [
      ['Aquí tienes un primer borrador: {topic}.', 'Claro, este es el texto: {topic}.'],
      [
        'Todo empezó una mañana cualquiera, cuando nadie esperaba nada especial, y por eso mismo merece ser contado.',
        'Gracias por dedicar un momento a leer estas líneas; voy directamente a lo más importante.',
      ],
      ['Puedo hacerlo más largo, más corto o más formal.', 'Dime qué tono prefieres y lo pulo.'],
    ],
    'yes-no': [
      ['Sí, en la mayoría de los casos.', 'Por lo general sí, aunque depende de las circunstancias.'],
      [
        'Lo importante es el contexto: con un poco de preparación casi nunca hay problemas.',
        'Hay excepciones, así que conviene revisar los detalles de tu caso.',
      ],
      ['Cuéntame un poco más y podré ser más preciso.'],
    ],
    other: [
      ['Has escrito: «{topic}».', 'Gracias por tu mensaje sobre «{topic}».', 'Veamos: «{topic}».'],
      [
        'Lo más útil es aclarar primero el objetivo; después es fácil ordenar los siguientes pasos.',
        'Suele haber dos o tres buenos caminos, y lo mejor es empezar por el más sencillo.',
        'En resumen: empieza por algo pequeño, comprueba el resultado y amplía lo que funcione.',
      ],
      ['Cuéntame un poco más y te ayudo con los detalles.', '¿Prefieres un ejemplo o un plan paso a paso?'],
    ],
  },
  again: [
    'En otras palabras: ',
    'Dicho de otro modo: ',
    'O bien: ',
    'También se puede decir así: ',
    'Otra respuesta: ',
  ],
  gap: ' ',
  comma: ', ',
  quotes: ['«', '»'],
  nothing: 'tu mensaje',
  code: [['Aquí tienes una versión corta:', 'Se puede escribir así:']],
  thoughts: {
    answer: [
      ['El usuario pregunta por «{topic}».', 'Voy a pensar en «{topic}».'],
      [
        'Conviene una respuesta breve y clara: primero la idea principal y luego uno o dos detalles.',
        'Debo ir al grano y usar un lenguaje sencillo.',
      ],
      ['Responderé en español.', 'Con eso debería bastar.'],
    ],
    call: [
      ['El usuario quiere saber: «{topic}».', 'Para responder a «{topic}» necesito datos actuales.'],
      ['La herramienta {tool} encaja y tengo todos los argumentos.', 'Puedo averiguarlo con {tool}.'],
    ],
    result: [
      ['La herramienta ya ha respondido.', 'Ya tengo el resultado.'],
      ['Lo resumiré en una frase clara.', 'Voy a resumirlo para el usuario.'],
    ],
  },
  results: {
    facts: [['Esto es lo que he encontrado: {facts}.', 'Según el resultado, {facts}.']],
    text: [['Esto es lo que he encontrado: {text}']],
    failed: [['Lo siento, la consulta no ha funcionado: {text}']],
    empty: [['Hecho; no hay más detalles que añadir.']],
    pair: '{label}: {value}',
  },
  labels: {
    city: 'ciudad',
    location: 'lugar',
    weather: 'tiempo',
    condition: 'tiempo',
    conditions: 'tiempo',
    description: 'descripción',
    temperature: 'temperatura',
    temp: 'temperatura',
    humidity: 'humedad',
    wind: 'viento',
    unit: 'unidad',
    date: 'fecha',
    time: 'hora',
    name: 'nombre',
    price: 'precio',
    currency: 'moneda',
    status: 'estado',
    result: 'resultado',
    forecast: 'pronóstico',
    count: 'cantidad',
    total: 'total',
    title: 'título',
    country: 'país',
    rate: 'tasa',
    amount: 'importe',
    answer: 'respuesta',
  },
};
