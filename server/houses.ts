import type { Provider } from './core';
import { anthropic } from './providers/anthropic/provider';
import { openai } from './providers/openai/provider';

/** Every house, in the order in which they are asked for a path that both might serve. */
export const houses: readonly Provider[] = [openai, anthropic];

/** A route that takes a body: where it stands on a server of ours, and how its path ends on any server. */
export interface Door {
  readonly id: string;
  readonly house: string;
  readonly path: string;
  readonly ending: string;
}

/** Every route that takes a body, at the first mount that serves it. */
export const doors: readonly Door[] = houses.flatMap(({ id: house, mounts, surfaces, endpoints }) =>
  [...surfaces, ...endpoints]
    .filter(({ route }) => route.method === 'POST' && !route.path.includes(':'))
    .flatMap(({ id, route }) => {
      const mount = mounts.find(({ only }) => only === undefined || only.some((start) => route.path.startsWith(start)));
      return mount === undefined ? [] : [{ id, house, path: `${mount.prefix}${route.path}`, ending: route.path }];
    }),
);

/** The door that a URL or path of any server leads to: the one with the longest ending that fits. */
export function doorAt(url: string): Door | undefined {
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
  return [...doors].sort((a, b) => b.ending.length - a.ending.length).find(({ ending }) => path.endsWith(ending));
}

/** Ids of all routes. */
export const routeIds = {
  surfaces: houses.flatMap(({ surfaces }) => surfaces.map(({ id }) => id)),
  endpoints: houses.flatMap(({ endpoints }) => endpoints.map(({ id }) => id)),
};
