/** How one route speaks. */
export interface RouteDialect {
  /** The older of OpenAI's two gateways has other sentences and other envelopes. */
  readonly gateway: 'classic' | 'newer';
  /** What the route is about, where it has sentences of its own. */
  readonly subject?: 'completions' | 'embeddings' | 'files' | 'models' | 'moderations';
  /** Which replies bear `x-ratelimit-*` (recorded; legacy completions as chat, inferred). */
  readonly limits?: 'all' | 'answers';
  /** Answers pass a proxy that leaves its own header (recorded). */
  readonly proxied?: true;
}

const newer: RouteDialect = { gateway: 'newer' };
const models: RouteDialect = { gateway: 'classic', subject: 'models' };
const files: RouteDialect = { gateway: 'newer', subject: 'files' };

/** The dialect of each route, by its id. */
export const routeDialects: Readonly<Record<string, RouteDialect>> = {
  chat: { gateway: 'classic', limits: 'all', proxied: true },
  completions: { gateway: 'classic', subject: 'completions', limits: 'all' },
  embeddings: { gateway: 'classic', subject: 'embeddings', limits: 'all', proxied: true },
  moderations: { gateway: 'classic', subject: 'moderations' },
  responses: { gateway: 'newer', limits: 'answers' },
  'responses-compact': { gateway: 'newer', limits: 'answers' },
  'responses-input-tokens': newer,
  'responses-socket': newer,
  'response-retrieval': newer,
  'response-deletion': newer,
  'response-cancelling': newer,
  'response-input-items': newer,
  'conversation-creation': newer,
  'conversation-retrieval': newer,
  'conversation-update': newer,
  'conversation-deletion': newer,
  'conversation-addition': newer,
  'conversation-items': newer,
  'conversation-item': newer,
  'conversation-item-deletion': newer,
  'models.list': models,
  'models.retrieve': models,
  'models.delete': models,
  'files.create': files,
  'files.list': files,
  'files.retrieve': files,
  'files.delete': files,
  'files.content': files,
  'batches.create': newer,
  'batches.list': newer,
  'batches.retrieve': newer,
  'batches.cancel': newer,
  'stored-chats.list': newer,
  'stored-chats.retrieve': newer,
  'stored-chats.messages': newer,
  'stored-chats.update': newer,
  'stored-chats.delete': newer,
};

/** The older gateway also speaks where no route was found. */
const UNROUTED: RouteDialect = { gateway: 'classic' };

/** How a route speaks. */
export const dialectOf = (route: string | undefined): RouteDialect =>
  route === undefined ? UNROUTED : (routeDialects[route] ?? newer);

/** Does the older gateway serve this route? */
export const isClassic = (route: string | undefined): boolean => dialectOf(route).gateway === 'classic';
