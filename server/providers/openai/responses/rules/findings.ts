import { observed } from '../../../../contract';
import { formatPath, type Path } from '../../../../core';
import type { IssueFormatter } from '../../dialect/sentence-parts';
import { isMessage, isToolOutput, itemsOf } from '../items';
import type { ResponsesBody } from '../schema';
import type { InputContentPart } from '../schema/content-parts';
import type { InputItem } from '../schema/input-items';

/** Pairs of requests sent to the real service and to an adapter, on gpt-5.6. */
export const LIVE = observed('live parity measurements, gpt-5.6', '2026-08-31');

/** A check of one item or part gives a finding or something falsy. */
type Match<Found> = Found | undefined | null | false;

const matches = <Found>(found: readonly Match<Found>[]): readonly Found[] =>
  found.filter((each): each is Found => Boolean(each));

/** What a check finds in the items of the input. */
export const inItems = <Found extends object>(
  body: ResponsesBody,
  check: (item: InputItem, at: number) => Match<Found>,
): readonly Found[] => matches(itemsOf(body).map(check));

/** A content part of the input and its path. */
interface LocatedPart {
  readonly part: InputContentPart;
  readonly path: Path;
  readonly item: InputItem;
}

/** The content parts of one item. */
export function partsIn(item: InputItem): readonly InputContentPart[] {
  const parts: unknown = isMessage(item) ? item.content : isToolOutput(item) ? item.output : undefined;
  return Array.isArray(parts) ? (parts as readonly InputContentPart[]) : [];
}

/** What a check finds in the content parts of the input. */
export const inParts = <Found extends object>(
  body: ResponsesBody,
  check: (located: LocatedPart) => Match<Found>,
): readonly Found[] =>
  itemsOf(body).flatMap((item, at) => {
    const member = isMessage(item) ? 'content' : 'output';
    return matches(partsIn(item).map((part, index) => check({ part, item, path: ['input', at, member, index] })));
  });

/** `Invalid 'input[0].id': 'call_1'. Expected an ID that begins with 'fc'.` */
export const invalidIdPrefix: IssueFormatter = ({ path, facts: { value, prefix } }) => ({
  message: `Invalid '${formatPath(path)}': '${value}'. Expected an ID that begins with '${prefix}'.`,
  code: 'invalid_value',
});

/** The ids of items; an empty one counts as none. */
export const idsOf = (items: readonly InputItem[]): readonly string[] => items.flatMap(({ id }) => id || []);
