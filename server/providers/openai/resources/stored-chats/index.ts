import { z } from 'zod';
import { compileChecks } from '../../../../contract';
import { type Endpoint, type EndpointContext, ProblemError, pageOf } from '../../../../core';
import { STORED_CHAT, type StoredChat, type StoredCompletion } from '../../chat/store';
import { metadata } from '../../dialect/metadata';
import { fromStored, listOf, pageReader, toStored } from '../../dialect/paging';

const SURFACE = 'stored-chats';
const PATH = '/chat/completions';

/** Pages as recorded; that a hundred is the most is inferred from other lists. */
const LIMITS = { surface: SURFACE, most: 100, usual: 20 };
/** The reference says that the oldest come first, recordings show the newest. */
const completionPages = pageReader({ ...LIMITS, order: 'desc' });
const messagePages = pageReader({ ...LIMITS, order: 'asc' });

/** "Currently, the only supported modification is to update the metadata field." */
const updateChecks = compileChecks({
  surface: SURFACE,
  schema: z.strictObject({ metadata: metadata.nullable() }),
  order: { first: [], unknownKeys: 'first', fields: ['metadata'] },
  rules: [],
});

/** Numbers that keep their decimal point. No text holds the pattern: its quotes are escaped. */
const WHOLE = /("(?:temperature|top_p|presence_penalty|frequency_penalty)":-?\d+)(?=[,}])/g;

/** Compact JSON text, as recorded. */
const written = (value: object): string => JSON.stringify(value).replace(WHOLE, '$1.0');

const notFound = (id: string): ProblemError =>
  new ProblemError('not-found', { message: `Completion ${id} not found`, param: 'completion_id', code: 'not_found' });

const idOf = ({ params }: EndpointContext): string => params['id'] ?? '';

async function chatOf(context: EndpointContext): Promise<StoredChat> {
  const found = await context.stored.get(STORED_CHAT, idOf(context));
  if (found === undefined) throw notFound(idOf(context));
  return fromStored(found);
}

/** What a query wants of completions: `model=…` and `metadata[key]=value`. */
function completionFilter({ request, findProfile }: EndpointContext): (completion: StoredCompletion) => boolean {
  const query = new URLSearchParams(request.query);
  const model = query.get('model');
  const served = model === null ? undefined : (findProfile(model)?.served ?? model);
  const pairs = [...query].flatMap(([name, value]) => {
    const key = /^metadata\[(.*)\]$/.exec(name)?.[1];
    return key === undefined ? [] : [[key, value] as const];
  });
  return (completion) =>
    (served === undefined || completion.model === served) &&
    pairs.every(([key, value]) => completion.metadata[key] === value);
}

/** `GET /chat/completions`. */
const list: Endpoint = {
  id: 'stored-chats.list',
  route: { method: 'GET', path: PATH },
  async handle(context) {
    const wish = completionPages(context);
    const fits = completionFilter(context);
    const page = await context.stored.page(STORED_CHAT, {
      ...wish,
      filter: (value) => fits(fromStored<StoredChat>(value).completion),
    });
    if ('unknown' in page) throw notFound(page.unknown);
    const completions = page.items.map(({ value }) => fromStored<StoredChat>(value).completion);
    return written(listOf(completions, page.more));
  },
};

/** `GET /chat/completions/{id}`. */
const retrieve: Endpoint = {
  id: 'stored-chats.retrieve',
  route: { method: 'GET', path: `${PATH}/:id` },
  handle: async (context) => written((await chatOf(context)).completion),
};

/** `GET /chat/completions/{id}/messages`: those of the request. */
const messages: Endpoint = {
  id: 'stored-chats.messages',
  route: { method: 'GET', path: `${PATH}/:id/messages` },
  async handle(context) {
    const wish = messagePages(context);
    const page = pageOf((await chatOf(context)).messages, wish);
    if ('unknown' in page) throw notFound(page.unknown);
    return written(listOf(page.items, page.more));
  },
};

/** `POST /chat/completions/{id}`: other metadata in the place of the old. */
const update: Endpoint = {
  id: 'stored-chats.update',
  route: { method: 'POST', path: `${PATH}/:id` },
  async handle(context) {
    const { metadata: given } = context.check(updateChecks, context.json);
    const changed = await context.stored.update(STORED_CHAT, idOf(context), (found) => {
      const { completion, messages: said } = fromStored<StoredChat>(found);
      return toStored({ completion: { ...completion, metadata: given ?? {} }, messages: said });
    });
    if (changed === undefined) throw notFound(idOf(context));
    return written(fromStored<StoredChat>(changed).completion);
  },
};

/** `DELETE /chat/completions/{id}`. */
const remove: Endpoint = {
  id: 'stored-chats.delete',
  route: { method: 'DELETE', path: `${PATH}/:id` },
  async handle(context) {
    const id = idOf(context);
    if (!(await context.stored.delete(STORED_CHAT, id))) throw notFound(id);
    return written({ object: 'chat.completion.deleted', id, deleted: true });
  },
};

/** The routes of stored completions. */
export const storedChatEndpoints: readonly Endpoint[] = [list, retrieve, messages, update, remove];
