import type { LoadedObjects } from '../../../core';
import { allItems, type ContinuedBody } from './history';
import type { InputItem } from './schema/input-items';
import type { RequestTool } from './schema/tools';

/** A body as far as it offers tools. */
type OfferingBody = ContinuedBody & { readonly tools?: readonly RequestTool[] | null | undefined };

const broughtBy = (items: readonly InputItem[], ...types: readonly InputItem['type'][]): readonly RequestTool[] =>
  items.flatMap((item) => ('tools' in item && types.includes(item.type) ? (item.tools as readonly RequestTool[]) : []));

/** The tools that a reply lists: those of the request and those that items add (recorded). */
export const listedTools = (body: OfferingBody, loaded: LoadedObjects): readonly RequestTool[] => [
  ...(body.tools ?? []),
  ...broughtBy(allItems(body, loaded), 'additional_tools'),
];

/** The tools that may be called: a client's search brings some too. */
export const callableTools = (body: OfferingBody, loaded: LoadedObjects): readonly RequestTool[] => [
  ...(body.tools ?? []),
  ...broughtBy(allItems(body, loaded), 'additional_tools', 'tool_search_output'),
];
