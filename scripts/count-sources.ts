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
    how: 'o200k_base, cl100k_base; 4 a message and 3 a prompt, 2 on reasoners',
    known: 'recorded: exact for nearly all plain chats',
  },
  {
    what: 'OpenAI: functions',
    how: 'rendered as TypeScript, and 9; a constant on gpt-5',
    known: 'recorded: exact for most simple ones, some tokens off for nested ones',
  },
  {
    what: 'OpenAI: custom tools',
    how: 'rendered like a function without members',
    known: 'an estimate; hosted tools are not counted',
  },
  { what: 'OpenAI: the schema of an answer', how: 'its compact JSON, its name, and 10', known: 'recorded: within 10' },
  {
    what: 'OpenAI: calls',
    how: 'name, arguments, and 8',
    known: 'recorded: within 4; the 20 or so that several calls cost together are left out',
  },
  {
    what: 'OpenAI: images',
    how: 'tiles or patches of the size in their bytes',
    known: 'recorded or documented by model; an image behind an address is taken to be 1024 by 1024',
  },
  { what: 'Audio', how: 'none', known: 'not counted; the house counts some 10 a second' },
  {
    what: 'Claude: text',
    how: 'o200k_base; since 4.7 a third more for words in Latin script, a fifth for code',
    known: 'an estimate, some 10 % off: the tokenizer is not public',
  },
  {
    what: 'Claude: messages',
    how: '7 for one message, 10 since 4.7; 4 for each further one, 3 for a system prompt',
    known: 'captured for one message; the rest an estimate',
  },
  {
    what: 'Claude: tools',
    how: 'the instructions of the price table, and each definition as OpenAI would render it',
    known: 'documented, those of the 5.5 family worked out of captures; definitions an estimate',
  },
  { what: 'Claude: images', how: 'patches of 28 pixels after scaling', known: 'documented' },
  {
    what: 'Claude: pages of a PDF',
    how: '2,188 each',
    known: 'an estimate: that of the documented sample; 1,500 to 3,000 and a picture are usual',
  },
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
