import { type Finding, rulesFor } from '../../../../contract';
import type { AnyMessagesBody } from '../schema';
import { type Tool, toolType } from '../schema/tools';
import { forcesToolUse } from './message-blocks';
import { documented, PARITY_RUN, reported } from './sources';

const at = (index: number, entry: Tool): Finding => ({
  path: ['tools', index],
  tagged: ['tools', index, toolType(entry)],
});

const isToolset = (entry: Tool): boolean => toolType(entry).includes('_toolset_');

const MEMBERS_REFUSED = ['strict', 'input_examples', 'defer_loading'] as const;

/** Each tool that a test finds fault with. */
const toolFindings = (
  { tools = [] }: AnyMessagesBody,
  find: (entry: Tool, index: number) => readonly Finding[],
): Finding[] => tools.flatMap((entry, index) => find(entry, index));

const nameOf = (entry: Tool): string | undefined =>
  'name' in entry && typeof entry.name === 'string' ? entry.name : undefined;

const isDeferred = (entry: Tool): boolean => 'defer_loading' in entry && entry.defer_loading === true;

/** A scheme, a wildcard in the host, or nothing at all. */
const isBadDomain = (domain: string): boolean => domain === '' || domain.includes('://') || /^[^/]*\*/.test(domain);

function badDomains(entry: Tool, index: number): Finding[] {
  const lists = ['allowed_domains', 'blocked_domains'] as const;
  return lists.flatMap((list) => {
    const domains = list in entry ? (entry as { readonly [List in typeof list]?: readonly string[] | null })[list] : [];
    return (domains ?? []).flatMap((domain, place) =>
      isBadDomain(domain)
        ? [{ path: ['tools', index, list, place], tagged: ['tools', index, toolType(entry), list, place] }]
        : [],
    );
  });
}

/** Tools on offer, and the choice among them. */
export const toolRules = rulesFor<AnyMessagesBody>()([
  {
    id: 'toolset-name',
    says: 'name is not accepted on a toolset entry.',
    source: reported('documentation of the toolsets, and a capture'),
    check: (body) =>
      toolFindings(body, (entry, index) => (isToolset(entry) && 'name' in entry ? [at(index, entry)] : [])),
  },
  {
    id: 'toolset-member',
    says: 'strict, input_examples and defer_loading are not accepted on a toolset entry.',
    source: documented('tool-use/toolsets'),
    check: (body) =>
      toolFindings(body, (entry, index) =>
        MEMBERS_REFUSED.filter((member) => isToolset(entry) && member in entry).map((member) => ({
          ...at(index, entry),
          facts: { value: member },
        })),
      ),
  },
  {
    id: 'tool-type-unsupported-model',
    says: 'the model does not support tool types.',
    source: reported('public reports against claude-haiku-4-5, claude-fable-5 and claude-opus-5-5'),
    when: ({ values }) => values['tool_types'] !== undefined,
    check: ({ tools = [] }, { served, values }) => {
      const allowed = values['tool_types'] ?? [];
      const refused = tools.map(toolType).filter((tag) => !FOR_EVERY_MODEL.has(tag) && !allowed.includes(tag));
      return refused.length === 0
        ? []
        : [{ path: ['tools'], facts: { model: served, value: [...new Set(refused)], allowed } }];
    },
  },
  {
    id: 'tool-names-duplicate',
    says: 'Tool names must be unique.',
    source: reported('public reports of the sentence'),
    check: ({ tools = [] }) => {
      const names = tools.flatMap((entry) => nameOf(entry) ?? []);
      return new Set(names).size < names.length ? [{ path: ['tools'] }] : [];
    },
  },
  {
    id: 'tool-choice-any-without-tools',
    says: 'tool_choice.any may only be specified while providing tools.',
    source: PARITY_RUN,
    check: ({ tool_choice: choice, tools = [] }) =>
      choice?.type === 'any' && tools.length === 0 ? [{ path: ['tool_choice'] }] : [],
  },
  {
    id: 'tool-choice-tool-absent',
    says: 'the named tool is not among the tools.',
    source: PARITY_RUN,
    check: ({ tool_choice: choice, tools = [] }) =>
      choice?.type === 'tool' && !tools.some((entry) => nameOf(entry) === choice.name)
        ? [{ path: ['tool_choice', 'name'], facts: { value: choice.name } }]
        : [],
  },
  {
    id: 'tool-choice-forced-unsupported',
    says: 'type "tool" and "any" are not supported for this model.',
    source: reported('public reports against claude-opus-5-5'),
    when: ({ traits }) => traits.has('forced-tools-refused'),
    check: (body) => (forcesToolUse(body) ? [{ path: ['tool_choice'] }] : []),
  },
  {
    id: 'tool-choice-forced-with-thinking',
    says: 'Thinking may not be enabled when tool_choice forces tool use.',
    source: reported('public reports of the sentence'),
    check: (body) => (forcesToolUse(body) && body.thinking?.type === 'enabled' ? [{ path: ['tool_choice'] }] : []),
  },
  {
    id: 'tool-choice-indirect',
    says: 'a tool that only code may call cannot be chosen.',
    source: documented('tool-use/programmatic-tool-calling'),
    check: ({ tool_choice: choice, tools = [] }) =>
      choice?.type === 'tool' && tools.some((entry) => nameOf(entry) === choice.name && isIndirect(entry))
        ? [{ path: ['tool_choice'], facts: { value: choice.name } }]
        : [],
  },
  {
    id: 'tools-all-deferred',
    says: 'At least one tool must have defer_loading=false.',
    source: reported('public reports of the sentence'),
    check: ({ tools = [] }) => (tools.length > 0 && tools.every(isDeferred) ? [{ path: ['tools'] }] : []),
  },
  {
    id: 'tool-deferred-cache-control',
    says: 'Tools with defer_loading cannot use prompt caching.',
    source: documented('tool-use/tool-search-tool'),
    check: (body) =>
      toolFindings(body, (entry, index) =>
        isDeferred(entry) && entry.cache_control != null ? [{ path: ['tools', index] }] : [],
      ),
  },
  {
    id: 'strict-tools-too-many',
    says: 'The maximum number of strict tools supported is 20.',
    source: { ...reported('public reports of the sentence'), seen: '2026-09-28' },
    check: ({ tools = [] }) => {
      const found = tools.filter((entry) => 'strict' in entry && entry.strict === true).length;
      return found > STRICT_LIMIT ? [{ path: ['tools'], facts: { found, limit: STRICT_LIMIT } }] : [];
    },
  },
  {
    id: 'web-domains-both',
    says: 'only one of allowed_domains and blocked_domains can be provided.',
    source: documented('tool-use/web-search-tool'),
    check: (body) =>
      toolFindings(body, (entry, index) =>
        'allowed_domains' in entry && entry.allowed_domains != null && entry.blocked_domains != null
          ? [at(index, entry)]
          : [],
      ),
  },
  {
    id: 'web-domain-format',
    says: 'a domain has no scheme and no wildcard in its host.',
    source: documented('tool-use/web-search-tool'),
    check: (body) => toolFindings(body, badDomains),
  },
  {
    id: 'web-search-allowed-callers',
    says: 'a dynamic search tool may only be called directly on a model whose code cannot call tools.',
    source: documented('tool-use/web-search-tool'),
    when: ({ traits }) => traits.has('direct-callers-only'),
    check: (body) =>
      toolFindings(body, (entry, index) =>
        DYNAMIC_WEB_TOOLS.has(toolType(entry)) && nameOf(entry) !== undefined && !onlyDirect(entry)
          ? [{ path: ['tools', index], facts: { value: toolType(entry) } }]
          : [],
      ),
  },
]);

/** What is told last of all. */
export const containerRules = rulesFor<AnyMessagesBody>()([
  {
    id: 'container-without-code-execution',
    says: 'Container identifier can only be provided when using the code execution tool.',
    source: reported('measured as the last of all checks'),
    check: ({ container, tools = [] }) => {
      const id = typeof container === 'string' ? container : container?.id;
      return id != null && !tools.some((entry) => toolType(entry).startsWith('code_execution_'))
        ? [{ path: ['container'] }]
        : [];
    },
  },
]);

/** Tools that ask nothing of the model. */
const FOR_EVERY_MODEL: ReadonlySet<string> = new Set(['advisor_20260301', 'custom', 'mcp_toolset']);

/** Most tools that may be strict in one request. */
const STRICT_LIMIT = 20;

/** Search and fetch tools whose results the model's own code filters. */
const DYNAMIC_WEB_TOOLS: ReadonlySet<string> = new Set([
  'web_search_20260209',
  'web_search_20260318',
  'web_fetch_20260209',
  'web_fetch_20260309',
  'web_fetch_20260318',
]);

const callersOf = (entry: Tool): readonly string[] | undefined =>
  'allowed_callers' in entry ? entry.allowed_callers : undefined;

const onlyDirect = (entry: Tool): boolean => callersOf(entry)?.every((caller) => caller === 'direct') === true;

const isIndirect = (entry: Tool): boolean => callersOf(entry)?.includes('direct') === false;
