import { type Endpoint, ProblemError, type Profile } from '../../core';

const HOUSE = 'openai';

const isListed = ({ houses }: Profile): boolean => houses.includes(HOUSE);

const entry = ({ created, ownedBy }: Profile, id: string) => ({ id, object: 'model', created, owned_by: ownedBy });

const written = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** `GET /v1/models`: all at once, this list has no pages. */
export const listModels: Endpoint = {
  id: 'models.list',
  route: { method: 'GET', path: '/models' },
  answer: ({ profiles }) =>
    written({ object: 'list', data: profiles.filter(isListed).map((profile) => entry(profile, profile.id)) }),
};

/** `GET /v1/models/{model}`; an alias is answered under the name that was asked for. */
export const retrieveModel: Endpoint = {
  id: 'models.retrieve',
  route: { method: 'GET', path: '/models/:id' },
  answer({ params, findProfile }) {
    const id = params['id'] ?? '';
    const profile = findProfile(id);
    if (profile === undefined || !isListed(profile)) throw new ProblemError('model-not-found', { model: id });
    return written(entry(profile, id));
  },
};
