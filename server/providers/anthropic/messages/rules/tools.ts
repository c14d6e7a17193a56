import { docs, type Finding, observed, rule, rules, trait } from '../../../../contract';
import { atPath, list, value } from '../../dialect/issue-sentence';
import type { AnyMessagesBody } from '../schema';
import { type Tool, toolType } from '../schema/tools';
import { forcesToolUse } from './message-blocks';

/** Exact text from a run of 137 paired calls. */
const PARITY_RUN = observed('live parity run, claude-sonnet-5', '2026-09-04');

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
export const toolRules = rules<AnyMessagesBody>('messages', [
  rule({
    id: 'toolset-name',
    says: 'name is not accepted on a toolset entry.',
    source: observed('documentation of the toolsets, and a capture'),
    check: (body) =>
      toolFindings(body, (entry, index) => (isToolset(entry) && 'name' in entry ? [at(index, entry)] : [])),
    error: atPath(
      "name is not accepted on a toolset entry: the member names are fixed by the dated type, and the served tool keeps the family's bare name",
    ),
  }),
  rule({
    id: 'toolset-member',
    says: 'strict, input_examples and defer_loading are not accepted on a toolset entry.',
    source: docs('tool-use/toolsets'),
    check: (body) =>
      toolFindings(body, (entry, index) =>
        MEMBERS_REFUSED.filter((member) => isToolset(entry) && member in entry).map((member) => ({
          ...at(index, entry),
          facts: { value: member },
        })),
      ),
    error: atPath((issue) => `${value(issue)} is not accepted on a toolset entry`),
  }),
  rule({
    id: 'tool-type-unsupported-model',
    says: 'the model does not support tool types.',
    source: observed('public reports against claude-haiku-4-5, claude-fable-5 and claude-opus-5-5'),
    when: ({ values }) => values['tool_types'] !== undefined,
    check: ({ tools = [] }, { profile: { served, values } }) => {
      const allowed = values['tool_types'] ?? [];
      const refused = tools.map(toolType).filter((tag) => !FOR_EVERY_MODEL.has(tag) && !allowed.includes(tag));
      return refused.length === 0
        ? []
        : [{ path: ['tools'], facts: { model: served, value: [...new Set(refused)], allowed } }];
    },
    error: ({ facts }) =>
      `'${facts['model']}' does not support tool types: ${list(facts.value)}. Did you mean one of ${[...(facts.allowed ?? [])].sort().join(', ')}?`,
  }),
  rule({
    id: 'tool-names-duplicate',
    says: 'Tool names must be unique.',
    source: observed('public reports of the sentence'),
    check: ({ tools = [] }) => {
      const names = tools.flatMap((entry) => nameOf(entry) ?? []);
      return new Set(names).size < names.length ? [{ path: ['tools'] }] : [];
    },
    error: 'tools: Tool names must be unique.',
  }),
  rule({
    id: 'tool-choice-any-without-tools',
    says: 'tool_choice.any may only be specified while providing tools.',
    source: PARITY_RUN,
    path: ['tool_choice'],
    check: ({ tool_choice: choice, tools = [] }) => choice?.type === 'any' && tools.length === 0,
    error: 'tool_choice.any may only be specified while providing tools',
  }),
  rule({
    id: 'tool-choice-tool-absent',
    says: 'the named tool is not among the tools.',
    source: PARITY_RUN,
    path: ['tool_choice', 'name'],
    check: ({ tool_choice: choice, tools = [] }) =>
      choice?.type === 'tool' &&
      !tools.some((entry) => nameOf(entry) === choice.name) && { facts: { value: choice.name } },
    error: (issue) => `Tool '${value(issue)}' not found in provided tools`,
  }),
  rule({
    id: 'tool-choice-forced-unsupported',
    says: 'type "tool" and "any" are not supported for this model.',
    source: observed('public reports against claude-opus-5-5'),
    when: trait('forced-tools-refused'),
    path: ['tool_choice'],
    check: (body) => forcesToolUse(body),
    error: 'tool_choice: type "tool" and "any" are not supported for this model.',
  }),
  rule({
    id: 'tool-choice-forced-with-thinking',
    says: 'Thinking may not be enabled when tool_choice forces tool use.',
    source: observed('public reports of the sentence'),
    path: ['tool_choice'],
    check: (body) => forcesToolUse(body) && body.thinking?.type === 'enabled',
    error: 'Thinking may not be enabled when tool_choice forces tool use.',
  }),
  rule({
    id: 'tool-choice-indirect',
    says: 'a tool that only code may call cannot be chosen.',
    source: docs('tool-use/programmatic-tool-calling'),
    path: ['tool_choice'],
    check: ({ tool_choice: choice, tools = [] }) =>
      choice?.type === 'tool' &&
      tools.some((entry) => nameOf(entry) === choice.name && isIndirect(entry)) && { facts: { value: choice.name } },
    error: (issue) => `tool_choice: tool '${value(issue)}' cannot be called directly`,
  }),
  rule({
    id: 'tools-all-deferred',
    says: 'At least one tool must have defer_loading=false.',
    source: observed('public reports of the sentence'),
    path: ['tools'],
    check: ({ tools = [] }) => tools.length > 0 && tools.every(isDeferred),
    error: 'At least one tool must have defer_loading=false. All tools cannot be deferred.',
  }),
  rule({
    id: 'tool-deferred-cache-control',
    says: 'Tools with defer_loading cannot use prompt caching.',
    source: docs('tool-use/tool-search-tool'),
    check: (body) =>
      toolFindings(body, (entry, index) =>
        isDeferred(entry) && entry.cache_control != null ? [{ path: ['tools', index] }] : [],
      ),
    error: atPath(
      'Tools with defer_loading cannot use prompt caching. cache_control cannot be set on a tool with defer_loading=true.',
    ),
  }),
  rule({
    id: 'strict-tools-too-many',
    says: 'The maximum number of strict tools supported is 20.',
    source: observed('public reports of the sentence', '2026-09-28'),
    check: ({ tools = [] }) => {
      const found = tools.filter((entry) => 'strict' in entry && entry.strict === true).length;
      return found > STRICT_LIMIT ? [{ path: ['tools'], facts: { found, limit: STRICT_LIMIT } }] : [];
    },
    error: ({ facts }) =>
      `Too many strict tools (${facts.found}). The maximum number of strict tools supported is ${facts.limit}. Try reducing the number of tools marked as strict.`,
  }),
  rule({
    id: 'web-domains-both',
    says: 'only one of allowed_domains and blocked_domains can be provided.',
    source: docs('tool-use/web-search-tool'),
    check: (body) =>
      toolFindings(body, (entry, index) =>
        'allowed_domains' in entry && entry.allowed_domains != null && entry.blocked_domains != null
          ? [at(index, entry)]
          : [],
      ),
    error: atPath('only one of allowed_domains and blocked_domains can be provided'),
  }),
  rule({
    id: 'web-domain-format',
    says: 'a domain has no scheme and no wildcard in its host.',
    source: docs('tool-use/web-search-tool'),
    check: (body) => toolFindings(body, badDomains),
    error: atPath('invalid domain format'),
  }),
  rule({
    id: 'web-search-allowed-callers',
    says: 'a dynamic search tool may only be called directly on a model whose code cannot call tools.',
    source: docs('tool-use/web-search-tool'),
    when: trait('direct-callers-only'),
    check: (body) =>
      toolFindings(body, (entry, index) =>
        DYNAMIC_WEB_TOOLS.has(toolType(entry)) && nameOf(entry) !== undefined && !onlyDirect(entry)
          ? [{ path: ['tools', index], facts: { value: toolType(entry) } }]
          : [],
      ),
    error: atPath((issue) => `${value(issue)} requires allowed_callers: ["direct"] on this model`),
  }),
]);

/** What is told last of all. */
export const containerRules = rules<AnyMessagesBody>('messages', [
  rule({
    id: 'container-without-code-execution',
    says: 'Container identifier can only be provided when using the code execution tool.',
    source: observed('measured as the last of all checks'),
    check: ({ container, tools = [] }) => {
      const id = typeof container === 'string' ? container : container?.id;
      return id != null && !tools.some((entry) => toolType(entry).startsWith('code_execution_'))
        ? [{ path: ['container'] }]
        : [];
    },
    error: 'container: Container identifier can only be provided when using the code execution tool',
  }),
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
