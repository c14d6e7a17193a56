import { z } from 'zod';
import { compileChecks } from '../../../../contract';
import { type Endpoint, type EndpointContext, pageOf } from '../../../../core';
import { STORED_CHAT, type StoredChat, type StoredCompletion } from '../../chat/store';
import { metadata } from '../../dialect/metadata';
import { listOf, pageReader } from '../../dialect/paging';
import { storedKind } from '../../dialect/stored-kind';

const SURFACE = 'stored-chats';
const PATH = '/chat/completions';

/** Pages as recorded; that a hundred is the most is inferred from other lists. The reference says that the oldest come first, recordings show the newest. */
const completionPages = pageReader({ surface: SURFACE });
const messagePages = pageReader({ surface: SURFACE, order: 'asc' });

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

const chats = storedKind<StoredChat>({
  kind: STORED_CHAT,
  notFound: (id) => ({ message: `Completion ${id} not found`, param: 'completion_id', code: 'not_found' }),
});

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
    const fits = completionFilter(context);
    const { items, more } = await chats.page(context, completionPages(context), ({ completion }) => fits(completion));
    return written(
      listOf(
        items.map(({ completion }) => completion),
        more,
      ),
    );
  },
};

/** `GET /chat/completions/{id}`. */
const retrieve: Endpoint = {
  id: 'stored-chats.retrieve',
  route: { method: 'GET', path: `${PATH}/:id` },
  handle: async (context) => written((await chats.get(context)).completion),
};

/** `GET /chat/completions/{id}/messages`: those of the request. */
const messages: Endpoint = {
  id: 'stored-chats.messages',
  route: { method: 'GET', path: `${PATH}/:id/messages` },
  async handle(context) {
    const wish = messagePages(context);
    const page = pageOf((await chats.get(context)).messages, wish);
    if ('unknown' in page) throw chats.missing(page.unknown);
    return written(listOf(page.items, page.more));
  },
};

/** `POST /chat/completions/{id}`: other metadata in the place of the old. */
const update: Endpoint = {
  id: 'stored-chats.update',
  route: { method: 'POST', path: `${PATH}/:id` },
  async handle(context) {
    const { metadata: given } = context.check(updateChecks, context.json);
    const { completion } = await chats.update(context, (found) => ({
      ...found,
      completion: { ...found.completion, metadata: given ?? {} },
    }));
    return written(completion);
  },
};

/** `DELETE /chat/completions/{id}`. */
const remove: Endpoint = {
  id: 'stored-chats.delete',
  route: { method: 'DELETE', path: `${PATH}/:id` },
  handle: async (context) =>
    written({ object: 'chat.completion.deleted', id: await chats.delete(context), deleted: true }),
};

/** The routes of stored completions. */
export const storedChatEndpoints: readonly Endpoint[] = [list, retrieve, messages, update, remove];
