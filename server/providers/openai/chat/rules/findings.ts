import type { Finding } from '../../../../contract';
import type { Path, Profile } from '../../../../core';
import { reasons } from '../read';
import type { ChatBody } from '../schema';

/** No fault. */
export const NONE: readonly Finding[] = [];

/** One finding at a path where a condition holds. */
export const found = (holds: unknown, path: Path, facts: Finding['facts'] = {}): readonly Finding[] =>
  holds ? [{ path, facts }] : NONE;

/** Null means omitted. */
export const isSet = (value: unknown): boolean => value !== undefined && value !== null;

/** Models that never take a parameter. */
export const never = (key: keyof ChatBody) => (profile: Profile) =>
  profile.values['unsupported']?.includes(key) ?? false;

/** A parameter that a model takes only while it does not reason. */
export const whileReasoning = (key: keyof ChatBody) => (body: ChatBody, profile: Profile) =>
  found(isSet(body[key]) && profile.values['while_reasoning']?.includes(key) && reasons(body, profile), [key], {
    value: body[key],
  });

/** Where measurements on gpt-5.6-terra are quoted from. */
export const LIVE = 'measured live on gpt-5.6-terra, 2026-08-29..09-10';
