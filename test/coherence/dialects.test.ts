import { routeDialects } from '../../server/providers/openai/dialect/gateway';
import { openai } from '../../server/providers/openai/provider';

test('each route of OpenAI has a dialect, and each dialect a route', () => {
  const { surfaces, endpoints, sockets = [] } = openai;
  const routes = [...surfaces, ...endpoints, ...sockets].map(({ id }) => id);
  expect(Object.keys(routeDialects).sort()).toEqual(routes.sort());
});
