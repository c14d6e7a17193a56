import type { Model } from 'openai/resources/models';
import { type Endpoint, ProblemError, type Profile } from '../../../../core';

const PROVIDER_ID = 'openai';

/** The list's entries have told since autumn 2026 when a model will be gone; the SDK's types of major 6 do not know it. */
type ListedModel = Model & { readonly shutdown_date: string | null };

const isListed = ({ houses }: Profile): boolean => houses.includes(PROVIDER_ID);

const entry = ({ created, ownedBy, shutdown }: Profile, id: string): ListedModel => ({
  id,
  object: 'model',
  created,
  owned_by: ownedBy,
  shutdown_date: shutdown ?? null,
});

/** What stands behind a colon names a deployment, which no list shows. */
const isSnapshot = ({ id, served }: Profile): boolean => served !== id && !served.includes(':');

/** A model is listed under its id, and under the dated snapshot that it stands for. */
const entriesOf = (profile: Profile): readonly ListedModel[] =>
  [profile.id, ...(isSnapshot(profile) ? [profile.served] : [])].map((id) => entry(profile, id));

/** Each id once: a snapshot may be a model of its own. */
const unique = (entries: readonly ListedModel[]): readonly ListedModel[] => [
  ...new Map(entries.map((each) => [each.id, each])).values(),
];

const written = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** `GET /v1/models`: all at once, this list has no pages. */
export const listModels: Endpoint = {
  id: 'models.list',
  route: { method: 'GET', path: '/models' },
  handle: ({ profiles }) => written({ object: 'list', data: unique(profiles.filter(isListed).flatMap(entriesOf)) }),
};

/** `GET /v1/models/{model}`; an alias is answered under the name that was asked for. */
export const retrieveModel: Endpoint = {
  id: 'models.retrieve',
  route: { method: 'GET', path: '/models/:id' },
  handle({ params, findProfile }) {
    const id = params['id'] ?? '';
    const profile = findProfile(id);
    if (profile === undefined || !isListed(profile)) throw new ProblemError('model-not-found', { model: id });
    return written(entry(profile, id));
  },
};

/** `DELETE /v1/models/{model}`: nobody has trained a model here; that the provider's own are not found either is inferred. */
export const deleteModel: Endpoint = {
  id: 'models.delete',
  route: { method: 'DELETE', path: '/models/:id' },
  handle({ params }) {
    throw new ProblemError('model-not-found', { model: params['id'] ?? '' });
  },
};
