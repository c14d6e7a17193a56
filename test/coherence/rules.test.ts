import { relations } from '../../server/app/rule-catalog';
import { caseFiles, readCase, refuses } from '../support/case-file';

const rows = Object.entries(relations).flatMap(([surface, rules]) =>
  rules.map((rule) => ({ id: `${surface}/${rule.id}`, rule })),
);
const cases = caseFiles().map(readCase);

describe('law 4: every rule is told, sourced and shown', () => {
  test('ids are unique within a surface', () => {
    const ids = rows.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test('each says a sentence and where it is known from', () => {
    for (const { rule } of rows) {
      expect(rule.says.split(' ').length).toBeGreaterThan(2);
      expect(rule.source.ref).not.toBe('');
    }
  });

  test('each has a case in which it refuses', () => {
    const shown = new Set(
      cases.filter(({ expect: { status, body } }) => refuses(status, body)).flatMap(({ covers }) => covers),
    );
    expect(rows.filter(({ id }) => !shown.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test('each has a case with a neighbour that passes', () => {
    const shown = new Set(cases.filter(({ passes }) => passes !== undefined).flatMap(({ covers }) => covers));
    expect(rows.filter(({ id }) => !shown.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test('cases cover nothing that does not exist', () => {
    const known = new Set(rows.map(({ id }) => id));
    const codes =
      /^(chat|stored-chats|openai-files|openai-batches|responses|stored-responses|conversations|messages|completions|embeddings|moderations)\/(missing|unknown-key|wrong-type|bad-value|unknown-tag|pattern|number-too-(small|big)|string-too-(short|long)|array-too-(short|long)|too-many-keys|key-too-long|unlisted-word)$/;
    const strange = cases
      .flatMap(({ covers }) => covers)
      .filter((id) => id.includes('/') && !known.has(id) && !codes.test(id));
    expect(strange).toEqual([]);
  });
});
