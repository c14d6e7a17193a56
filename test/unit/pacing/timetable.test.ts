import { INSTANT, type Pace, paceFromText, parsePace, Timetable, withChunks } from '../../../server/pacing';

const momentsOf = (pace: Pace, seed: number, count: number): number[] => {
  const timetable = new Timetable(pace, seed);
  return Array.from({ length: count }, () => {
    const { due } = timetable;
    timetable.step();
    return due;
  });
};

describe('a timetable', () => {
  test('without chance each frame is due at the first plus n gaps', () => {
    expect(momentsOf(parsePace({ first: 300, rate: 50 }), 0, 4)).toEqual([300, 320, 340, 360]);
    expect(momentsOf(parsePace({ first: 300, gap: 10, load: 2 }), 0, 3)).toEqual([600, 620, 640]);
    expect(momentsOf(INSTANT, 0, 3)).toEqual([0, 0, 0]);
  });

  test('a recorded stream is replayed; frames beyond it come with its last', () => {
    expect(momentsOf(parsePace({ recorded: [5, 7, 90] }), 0, 5)).toEqual([5, 7, 90, 90, 90]);
  });

  test.each(['uniform', 'lognormal', 'exponential'] as const)(
    '%s jitter keeps the mean, and follows from the seed',
    (distribution) => {
      const pace = parsePace({ gap: 10, jitter: 0.5, distribution });
      const moments = momentsOf(pace, 7, 5_000);
      expect(momentsOf(pace, 7, 5_000)).toEqual(moments);
      expect(momentsOf(pace, 8, 5_000)).not.toEqual(moments);
      expect((moments.at(-1) ?? 0) / 4_999).toBeGreaterThan(9.4);
      expect((moments.at(-1) ?? 0) / 4_999).toBeLessThan(10.6);
      expect(moments.every((due, at) => due >= (moments[at - 1] ?? 0))).toBe(true);
    },
  );

  test('stalls come as often as they should', () => {
    const moments = momentsOf(parsePace({ gap: 1, stalls: { chance: 0.1, ms: 1_000 } }), 1, 2_001);
    const stalls = moments.filter((due, at) => due - (moments[at - 1] ?? due) > 500).length;
    expect(stalls).toBeGreaterThan(140);
    expect(stalls).toBeLessThan(260);
  });
});

describe('a pace on one line', () => {
  test.each([
    ['realistic', 'realistic'],
    ['300,20', { first: 300, gap: 20 }],
    ['300', { first: 300, gap: 0 }],
    [
      'first=300;rate=50;jitter=0.2;stalls=0.01x800',
      { first: 300, rate: 50, jitter: 0.2, stalls: { chance: 0.01, ms: 800 } },
    ],
  ])('%s', (line, wanted) => {
    expect(paceFromText(line)).toEqual(wanted);
    expect(() => parsePace(line)).not.toThrow();
  });

  test.each(['realistc', 'first=-1', 'rate=0', 'gap=1;rate=2', 'jitter=2', 'distribution=uniform', 'frist=3', ''])(
    '%j is refused',
    (line) => expect(() => parsePace(line)).toThrow('is no pace; known are instant'),
  );
});

test('a rate counts tokens, however many a frame holds; a gap counts frames', () => {
  expect(momentsOf(withChunks(parsePace({ rate: 50 }), 4), 0, 3)).toEqual([0, 80, 160]);
  expect(momentsOf(withChunks(parsePace({ gap: 20 }), 4), 0, 3)).toEqual([0, 20, 40]);
});
