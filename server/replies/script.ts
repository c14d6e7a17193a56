import { z } from 'zod';
import type { Path } from '../core';
import { matchers, type When, whenSchema } from '../matching';
import { type Answering, answering, answers } from './answering';

/** One thing that happens in a conversation, or the ways that it may go from here. */
export interface ScriptStep extends Answering {
  readonly name?: string | undefined;
  /** Short for `when: {user: …}`. */
  readonly user?: When['user'];
  /** Short for `when: {tool_result: …}`. */
  readonly tool_result?: When['tool_result'];
  readonly when?: When | undefined;
  readonly branches?: readonly (readonly ScriptStep[])[] | undefined;
}

/** A conversation: what is asked, and what is answered, turn by turn. */
export interface Script {
  readonly name?: string | undefined;
  /** What must hold of every request of the conversation. */
  readonly when?: When | undefined;
  readonly priority?: number | undefined;
  readonly turns: readonly ScriptStep[];
}

const turns: z.ZodType<readonly ScriptStep[]> = z.lazy(() => turnList).meta({ expected: 'a list of turns' });

const step = z
  .strictObject({
    name: z.string().min(1).optional().describe('a name for logs, headers and messages'),
    user: matchers.user.schema.optional().describe('what the user says; short for when: {user: …}'),
    tool_result: matchers.tool_result.schema
      .optional()
      .describe('the tool whose result comes next; short for when: {tool_result: …}'),
    when: whenSchema.optional(),
    ...answering,
    branches: z
      .array(turns)
      .min(2)
      .optional()
      .describe('ways that the conversation may go from here, each a list of turns; it stands alone, and last'),
  })
  .check((context) => {
    const { value, issues } = context;
    if (value.branches === undefined) return answers(context);
    const others = Object.keys(value).filter((key) => key !== 'branches');
    if (others.length === 0) return;
    const params = { code: 'pattern', pattern: `branches alone, without ${others.join(', ')}` };
    issues.push({ code: 'custom', input: value, path: ['branches'], params });
  });

const turnList = z
  .array(step)
  .min(1)
  .check(({ value, issues }) => {
    const early = value.findIndex(({ branches }, at) => branches !== undefined && at < value.length - 1);
    if (early < 0) return;
    const params = { code: 'pattern', pattern: 'branches as the last of the turns' };
    issues.push({ code: 'custom', input: value, path: [early, 'branches'], params });
  })
  .describe('what is asked and answered, in its order') as unknown as z.ZodType<readonly ScriptStep[]>;

/** The schema of a script. */
export const scriptSchema = z
  .strictObject({
    name: z.string().min(1).optional().describe('a name for logs, headers and messages'),
    when: whenSchema.optional().describe('what must hold of every request of the conversation'),
    priority: z.number().optional().describe('the greatest is tried first, however specific others are (0)'),
    turns: turnList,
  })
  .describe('a conversation, told from others by what has been said in it');

/** A turn of a script, as a fixture that looks at what was asked before. */
export interface ScriptTurn extends Answering {
  readonly name: string | undefined;
  readonly when: When;
  readonly before: readonly When[];
  readonly priority?: number | undefined;
  /** Where the script writes it. */
  readonly path: Path;
}

/** All turns of a script, on all of its branches. */
export function turnsOf({ name, when, priority, turns: list }: Script): readonly ScriptTurn[] {
  return walk(list, { path: ['turns'], before: [] }).map(({ when: own, ...turn }) => ({
    ...turn,
    name: turn.name ?? (name === undefined ? undefined : `${name}/${turn.before.length + 1}`),
    when: when === undefined ? own : { all: [when], ...own },
    ...(priority === undefined ? {} : { priority }),
  }));
}

interface Here {
  readonly path: Path;
  readonly before: readonly When[];
}

function walk(list: readonly ScriptStep[], here: Here): readonly ScriptTurn[] {
  let before = here.before;
  return list.flatMap((one, at) => {
    const path = [...here.path, at];
    if (one.branches !== undefined) {
      return one.branches.flatMap((branch, which) => walk(branch, { path: [...path, 'branches', which], before }));
    }
    const { user, tool_result, when, name, branches: _none, ...answer } = one;
    const asked = {
      ...when,
      ...(user === undefined ? {} : { user }),
      ...(tool_result === undefined ? {} : { tool_result }),
    };
    const turn = { ...answer, name, when: asked, before, path };
    before = [...before, asked];
    return [turn];
  });
}
