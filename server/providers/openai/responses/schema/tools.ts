import { z } from 'zod';
import { listOf } from '../../../../contract';
import {
  allowedCallers,
  applyPatch,
  codeInterpreter,
  computerUsePreview,
  fileSearch,
  imageGeneration,
  mcp,
  plainTool,
  shell,
  toolSearch,
  webSearch,
  webSearchPreview,
} from './hosted-tools';

const MAX_TOOL_NAME = 128;

const text = z.string().nullish();
const flag = z.boolean().nullish();
const jsonObject = z.record(z.string(), z.unknown());
const toolName = z
  .string()
  .regex(/^[a-zA-Z0-9_-]+$/)
  .max(MAX_TOOL_NAME);

const functionMembers = {
  strict: flag,
  description: text,
  output_schema: jsonObject.nullish(),
  defer_loading: flag,
  async: flag,
  allowed_callers: allowedCallers,
};

const functionTool = z.strictObject({
  type: z.literal('function'),
  name: toolName,
  parameters: jsonObject.nullable(),
  ...functionMembers,
});

const customTool = z.strictObject({
  type: z.literal('custom'),
  name: toolName,
  description: text,
  format: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('text') }),
      z.strictObject({ type: z.literal('grammar'), syntax: z.enum(['lark', 'regex']), definition: z.string() }),
    ])
    .nullish(),
  defer_loading: flag,
  async: flag,
  allowed_callers: allowedCallers,
});

/** In a namespace a function need not have parameters. */
const namespacedFunction = functionTool.extend({ parameters: jsonObject.nullish() });

const namespace = z.strictObject({
  type: z.literal('namespace'),
  name: z.string().min(1),
  description: z.string().min(1),
  tools: listOf(z.discriminatedUnion('type', [namespacedFunction, customTool]), { min: 1 }),
});

/** All kinds of tools, in the order in which the service lists them. */
export const tool = z.discriminatedUnion('type', [
  functionTool,
  fileSearch,
  plainTool('computer'),
  computerUsePreview,
  webSearch,
  mcp,
  codeInterpreter,
  plainTool('programmatic_tool_calling'),
  imageGeneration,
  plainTool('local_shell'),
  shell,
  customTool,
  namespace,
  toolSearch,
  webSearchPreview,
  applyPatch,
]);

/** One tool of a request. */
export type RequestTool = z.infer<typeof tool> | FunctionTool;
/** A tool that the client itself runs on JSON arguments. */
export type FunctionTool = z.infer<typeof namespacedFunction>;
/** A tool that the client itself runs on free text. */
export type ResponsesCustomTool = z.infer<typeof customTool>;

/** Function tools are strict unless told otherwise. */
export const isStrict = ({ strict }: FunctionTool): boolean => strict !== false;

/** What each kind of choice must hold besides its type, in the order in which it is missed. */
const choiceMembers = {
  function: ['name'],
  custom: ['name'],
  mcp: ['server_label'],
  allowed_tools: ['mode', 'tools'],
  file_search: [],
  web_search: [],
  web_search_2025_08_26: [],
  web_search_preview: [],
  web_search_preview_2025_03_11: [],
  computer: [],
  computer_use: [],
  computer_use_preview: [],
  code_interpreter: [],
  image_generation: [],
  programmatic_tool_calling: [],
  apply_patch: [],
  shell: [],
  local_shell: [],
  tool_search: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type ChoiceType = keyof typeof choiceMembers;

const CHOICE_TYPES = Object.keys(choiceMembers) as [ChoiceType];

/** What a choice may hold besides what it must. */
const knownMembers = (type: ChoiceType): readonly string[] => [
  'type',
  ...choiceMembers[type],
  ...(type === 'mcp' ? ['name'] : []),
];

// No discriminated union: inside the union with strings, its unknown tags could not list the known ones.
const choiceObject = z
  .looseObject({
    type: z.enum(CHOICE_TYPES),
    name: z.string().nullish(),
    server_label: z.string().nullish(),
    mode: z.enum(['auto', 'required']).nullish(),
    tools: listOf(z.looseObject({ type: z.string() })).nullish(),
  })
  .superRefine((choice, ctx) => {
    for (const member of choiceMembers[choice.type]) {
      if (choice[member] == null) ctx.addIssue({ code: 'custom', path: [member], params: { code: 'missing' } });
    }
    const known = knownMembers(choice.type);
    const present = Object.keys(choice);
    for (const key of present) {
      if (known.includes(key)) continue;
      ctx.addIssue({ code: 'custom', path: [key], params: { code: 'unknown-key', value: key, known, present } });
    }
  });

/** Which tools may or must be called. */
export const toolChoice = z
  .union([choiceObject, z.enum(['none', 'auto', 'required'])])
  .meta({ expected: "one of an object or 'none', 'auto', or 'required'" });
