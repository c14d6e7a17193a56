import { once } from '../../lib';
import { toolTopicsFile } from '../lexicon';

/** A common topic: how tools name it, and how people ask for it. */
export interface Topic {
  readonly name: string;
  readonly tool: RegExp;
  readonly asked: RegExp;
}

/** Topics by which a tool is recognized whose name stands in another language than the question. */
export const toolTopics = (): readonly Topic[] =>
  once('topics of tools', () =>
    toolTopicsFile().map(({ name, tool, asked, cased }) => ({
      name,
      tool: new RegExp(tool, 'iu'),
      asked: new RegExp(asked, cased === true ? 'u' : 'iu'),
    })),
  );
