/** One kind of token count: how it is made, and how well that is known. */
export interface CountSource {
  readonly what: string;
  readonly how: string;
  readonly known: string;
}

/** What stands behind the numbers of `usage`; FIDELITY.md shows it. */
export const COUNT_SOURCES: readonly CountSource[] = [
  {
    what: 'OpenAI: text, messages, names',
    how: 'o200k_base, cl100k_base; 4 a message and 3 a prompt, 2 on reasoners; 6 an assistant message on gpt-5 and later',
    known: 'fitted on recordings and held against others: 95 to 99 % exact',
  },
  {
    what: 'OpenAI: functions',
    how: 'rendered as TypeScript, and a constant by generation and surface: 9 or 90 on chat, 3 or 8 on Responses',
    known: 'the same way: 75 to 100 % exact by group',
  },
  {
    what: 'OpenAI: custom tools',
    how: 'rendered like a function without members',
    known: 'an estimate; hosted tools are not counted',
  },
  {
    what: 'OpenAI: the schema of an answer',
    how: 'its name and compact JSON without the keywords of lengths and ranges, and a constant',
    known: 'the same way: exact on Responses, within 4 on chat',
  },
  {
    what: 'OpenAI: calls and their results',
    how: 'the name twice, arguments, result, and 13 to 20 a pair; in a reply name, arguments and 7',
    known: 'the same way: half exact, the median within 0.5 %; several calls of one turn are an estimate',
  },
  {
    what: 'OpenAI: images',
    how: 'tiles or patches of the size in their bytes',
    known: 'recorded or documented by model; an image behind an address is taken to be 640 by 480',
  },
  { what: 'Audio', how: 'none', known: 'not counted; the service counts some 10 a second' },
  {
    what: 'Claude: text',
    how: 'o200k_base and 15 % more; since 4.7 a third more for words in Latin script, a fifth for code',
    known: 'fitted on recordings: the median 4 to 7 % off; the tokenizer is not public',
  },
  {
    what: 'Claude: messages',
    how: '7 for one message, 10 since 4.7; 2 or 4 for each further one',
    known: 'captured for one message; the rest fitted',
  },
  {
    what: 'Claude: tools, schemas, calls',
    how: 'the instructions of the price table and definitions as JSON; 47 a call with its result',
    known: 'fitted on recordings: the median 1 to 2 % off',
  },
  {
    what: 'Claude: replies',
    how: '3 and 11 % more than the text; calls by constants and a percentage',
    known: 'fitted on recordings: the median 5 to 7 % off; forced calls are worse',
  },
  {
    what: 'Claude: images',
    how: 'patches of 28 pixels after scaling, and 3',
    known: 'recorded; 480 by 320 behind an address',
  },
  { what: 'Claude: pages of a PDF', how: '1,575 each', known: 'recorded for pages with few words' },
  {
    what: 'DeepSeek and other open models',
    how: 'o200k_base, framed like gpt-4o',
    known: 'an estimate: their own tokenizers are not packaged',
  },
  {
    what: 'Prompt caches',
    how: 'the share of its tokens up to a place',
    known: 'steps, lifetimes and least lengths are documented; a place within a prompt is an estimate',
  },
];
