import type { Phrasebook } from './phrasebook';

/** English. */
export const en: Phrasebook = {
  polite:
    /^(?:(?:please|kindly|hey|hi|hello|ok|so|could you|can you|would you|will you|i want you to|i'd like you to|help me(?: to)?)[\s,]+)+/iu,
  asks: [
    [
      'greeting',
      /^(?:hi|hello|hey|howdy|greetings|good (?:morning|afternoon|evening|day))(?: there| everyone| world| claude| chatgpt| assistant| again)?[\s!.,?]*(?:how are you[\s\w]*\??)?$/iu,
    ],
    ['greeting', /^how are you(?: doing)?(?: today)?[?.!\s]*$/iu],
    ['thanks', /^(?:thanks|thank you|thx|many thanks|cheers)\b.{0,30}$/iu],
    [
      'identity',
      /^(?:who|what) are you\b.{0,30}$|^what(?:'s| is) your name\b|^which model are you\b|^introduce yourself/iu,
    ],
    [
      'translate',
      /^translate\b(?: the following)?(?: (?:text|sentence|word|phrase))?(?: (?:in)?to \w+)?[:\s]+(?<topic>.+?)(?: (?:in)?to \w+)?$/iu,
    ],
    [
      'say',
      /^(?:say|repeat|echo|output|print|(?:reply|respond|answer) with)(?: (?:exactly|only|just|back|after me|this|the (?:single )?(?:words?|text|following|phrase|sentence)))*[:,]?\s+(?<topic>.+?)(?:,? and nothing else|,? nothing else| back| only)?[.!]?$/iu,
    ],
    [
      'poem',
      /^(?:write|compose|give|tell|create)(?: me)? (?:a|an|some)?\s?(?:\w+ ){0,2}?(?:poem|haiku|verse|song|limerick|sonnet|lyrics)(?: (?:about|on|of|for) (?<topic>.+))?$/iu,
    ],
    ['other', /^summari[sz]e (?:the |this |following )*(?:\w+)?:?\s+(?<topic>.+)$/iu],
    ['compare', /^(?:compare|(?:what(?:'s| is| are) )?the differences? between)\s+(?<topic>.+)$/iu],
    [
      'how',
      /^(?:how (?:do|can|should|would|could) (?:i|you|we|one)|how to|(?:show|teach|tell) me how to|explain how to|steps to)\s+(?<topic>.+)$/iu,
    ],
    [
      'explain',
      /^(?:explain|describe|define|tell me(?: more)? about|teach me about|what(?:'s| is| are| does)|who (?:is|was|are)|give me an overview of)(?: to me| me)?(?: (?:in|using) (?:simple|plain|easy|a few|one|two|three) (?:terms|words|language|english|sentences?))?[,:]?\s+(?:what )?(?<topic>.+?)(?: (?:is|are|means?))?(?: (?:in|using) (?:simple|plain|easy|a few|one|two|three|\d+) (?:terms|words|language|english|sentences?)| simply| briefly)?$/iu,
    ],
    ['other', /^(?<topic>(?:why|how|when|where) .+)$/iu],
    [
      'list',
      /^(?:list|name|suggest|recommend|give(?: me)?|brainstorm|what are)\s+(?:some |a few |the |\d+ |two |three |five |ten |a list of |ideas for |tips for |tips on )*(?<topic>.+)$/iu,
    ],
    ['write', /^(?:write|draft|compose|create|generate)(?: me)?\s+(?<topic>.+)$/iu],
    ['yes-no', /^(?:is|are|was|were|do|does|did|can|could|should|shall|will|would|has|have|may) (?<topic>.+)$/iu],
  ],
  answers: {
    greeting: [
      ['Hello!', 'Hi there!', 'Hello, nice to meet you!'],
      ['How can I help you today?', 'What can I do for you?', 'What would you like to talk about?'],
    ],
    thanks: [
      ['You’re welcome!', 'My pleasure!', 'Glad I could help!'],
      ['Just ask if anything else comes up.', 'Is there anything else I can do for you?'],
    ],
    identity: [
      [
        'I’m an AI assistant, here to answer questions and help with everyday tasks.',
        'I’m an AI assistant: I can explain things, draft texts and help you think.',
      ],
      ['Ask me anything you like.', 'What would you like to start with?'],
    ],
    translate: [
      ['A natural translation of “{topic}” depends a little on who is speaking to whom.'],
      ['Keep the sentence short, translate the meaning rather than each word, and read it aloud once at the end.'],
    ],
    poem: [
      ['Soft is the light where {topic} begins,', 'Quiet the hour that {topic} brings,'],
      ['a whisper of wings, a murmur of strings;', 'a door left ajar, a heart that sings;'],
      ['the world holds its breath, then opens its hands,', 'the day folds its map of familiar lands,'],
      ['and writes us a letter in sunlight and sand.', 'and leaves us a song that each heart understands.'],
    ],
    explain: [
      [
        'In simple terms, {topic} is easiest to understand by looking at what goes in, what happens, and what comes out.',
        'The short version of {topic}: a few simple ideas that work together.',
        'Let me explain {topic} in plain words.',
      ],
      [
        'First there is the starting point, then a process that follows clear rules, and finally a result you can observe and check.',
        'Picture a familiar situation from everyday life: you notice something, you compare it with what you know, and you draw a conclusion.',
        'The core idea is small; most of the details are there to make it reliable in practice.',
      ],
      [
        'Once that picture is clear, the finer points fall into place one by one.',
        'If you like, I can go deeper or give a concrete example.',
      ],
    ],
    how: [
      ['Here is a simple way to {topic}.', 'To {topic}, a few clear steps are enough.'],
      [
        '1. Decide what the result should look like. 2. Gather what you need. 3. Start with the smallest step that works. 4. Check the outcome and adjust.',
        'First write down your goal, then break it into small steps, and finish one before you begin the next.',
      ],
      [
        'Take your time with the first step: it makes all the others easier.',
        'Tell me where you are now, and I can make these steps more specific.',
      ],
    ],
    compare: [
      [
        'The main difference within {topic} lies in what each option is best at.',
        'Comparing {topic}, three things matter: purpose, effort and cost.',
      ],
      [
        'One side is usually quicker to start with, while the other pays off over time and in larger settings.',
        'Look first at what you need every day, then at how hard each one is to learn, and only then at the price.',
      ],
      [
        'If you tell me your situation, I can recommend one of them.',
        'For a small start, choose the simpler one; you can still change later.',
      ],
    ],
    list: [
      ['Here are some suggestions for {topic}:', 'For {topic}, I would start with these:'],
      [
        '1. something simple that you can try today; 2. something proven that many people like; 3. something new that may surprise you.',
        '1. the classic choice; 2. an affordable alternative; 3. an option for special occasions.',
      ],
      ['Tell me what you prefer, and I will narrow it down.', 'Shall I go into detail on any of these?'],
    ],
    write: [
      ['Here is a first draft for {topic}.', 'Sure, here is {topic}.'],
      [
        'It began on an ordinary morning, when nobody expected anything special, and that was exactly what made it worth telling.',
        'Thank you for taking the time to read this; let me come straight to what matters most and keep the rest brief.',
      ],
      [
        'I can make it longer, shorter or more formal if you like.',
        'Let me know which tone suits you, and I will polish it.',
      ],
    ],
    'yes-no': [
      ['Yes, in most cases.', 'Yes, that is generally so.', 'It depends, but usually yes.'],
      [
        'What matters most is the context: with a little preparation there is rarely a problem.',
        'There are a few exceptions, so it is worth checking the details of your own case.',
      ],
      ['Tell me a little more, and I can give you a clearer answer.'],
    ],
    other: [
      ['You wrote: “{topic}”.', 'Thanks for your message about “{topic}”.', 'Let’s look at “{topic}”.'],
      [
        'The most useful first step is to be clear about the goal; then the next steps are easy to put in order.',
        'There are usually two or three good ways to approach this, and the simplest one is a fine place to begin.',
        'A short summary: start small, check the result, and build on what works.',
      ],
      [
        'Tell me a little more, and I can help you with the details.',
        'Would you like an example or a step-by-step plan?',
      ],
    ],
  },
  again: [
    'In other words: ',
    'Put another way: ',
    'Or, said differently: ',
    'Let me put it like this: ',
    'Another answer: ',
  ],
  gap: ' ',
  comma: ', ',
  quotes: ['“', '”'],
  nothing: 'your message',
  code: [['Here is a short version:', 'Sure, this does it:', 'Here you go:']],
  thoughts: {
    answer: [
      ['The user is asking about “{topic}”.', 'Let me think about “{topic}”.'],
      [
        'A short and clear answer is best here: the main idea first, then one or two details.',
        'I should get to the point quickly and keep the language simple.',
      ],
      ['I will answer in English.', 'That should be enough to be helpful.'],
    ],
    call: [
      ['The user wants to know about “{topic}”.', 'To answer “{topic}” I need current data.'],
      ['The tool {tool} fits, and I have all the arguments it needs.', 'I can get that from {tool}.'],
    ],
    result: [
      ['The tool has answered.', 'I have the result now.'],
      ['I will put it into one clear sentence for the user.', 'Let me sum it up for the user.'],
    ],
  },
  results: {
    facts: [['Here is what I found: {facts}.', 'According to the result, {facts}.', 'The lookup says: {facts}.']],
    text: [['Here is what I found: {text}', 'The result says: {text}']],
    failed: [['I’m sorry, that did not work: {text}', 'Unfortunately the lookup failed: {text}']],
    empty: [['That worked, but there was nothing to report.', 'Done; the tool returned no further details.']],
    pair: '{label}: {value}',
  },
  labels: {},
};
