import type { Provider } from '../core';
import { anthropic } from './anthropic/provider';
import { openai } from './openai/provider';

/** Every house, in the order in which they are asked for a path that both might serve. */
export const allProviders: readonly Provider[] = [openai, anthropic];

/** A route that takes a body: where it stands on a server of ours, and how its path ends on any server. */
export interface PostRoute {
  readonly id: string;
  readonly house: string;
  readonly path: string;
  readonly ending: string;
}

/** Every route that takes a body, at the first mount that serves it. */
export const postRoutes: readonly PostRoute[] = allProviders.flatMap(({ id: house, mounts, surfaces, endpoints }) =>
  [...surfaces, ...endpoints]
    .filter(({ route }) => route.method === 'POST' && !route.path.includes(':'))
    .flatMap(({ id, route }) => {
      const mount = mounts.find(({ only }) => only === undefined || only.some((start) => route.path.startsWith(start)));
      return mount === undefined ? [] : [{ id, house, path: `${mount.prefix}${route.path}`, ending: route.path }];
    }),
);

/** The door that a URL or path of any server leads to: the one with the longest ending that fits. */
export function postRouteAt(url: string): PostRoute | undefined {
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
  return [...postRoutes].sort((a, b) => b.ending.length - a.ending.length).find(({ ending }) => path.endsWith(ending));
}

/** Ids of all routes. */
export const routeIds = {
  surfaces: allProviders.flatMap(({ surfaces }) => surfaces.map(({ id }) => id)),
  endpoints: allProviders.flatMap(({ endpoints }) => endpoints.map(({ id }) => id)),
};
