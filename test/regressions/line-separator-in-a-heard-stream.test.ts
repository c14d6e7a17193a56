import { eventsIn } from '../../server/core';

test('an event whose words hold a line separator is heard whole', () => {
  const said = { delta: 'one\u2028two\u2029three' };
  expect(eventsIn(`event: message\ndata: ${JSON.stringify(said)}\n\ndata: [DONE]\n\n`)).toEqual([said]);
});
