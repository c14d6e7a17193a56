import type { Endpoint } from '../../../core';

/** `HEAD /api/hello` and GET: Claude Code asks it without a key whether the service is there. The words of the body are inferred. */
export const hello: Endpoint = {
  id: 'hello',
  route: { method: 'GET', path: '/api/hello' },
  isOpen: true,
  handle: () => JSON.stringify({ message: 'hello' }),
};
