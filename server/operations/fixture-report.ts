import { type Fixture, fixtureLabel } from '../fixtures';
import type { App } from '../pipeline';

/** Fixtures that have not answered, without the built-in ones. */
export interface FixtureReport {
  /** Those that have never matched. */
  readonly neverHit: readonly string[];
  /** Those that have matched, but another fixture answered each time. */
  readonly shadowed: readonly { readonly fixture: string; readonly by: string; readonly times: number }[];
}

/** Reports on the fixtures of options, files and namespaces. */
export function fixtureReport({ fixtures, namespaces, fixtureStats }: App): FixtureReport {
  const sets = [...fixtures.filter(({ isBuiltIn }) => !isBuiltIn), ...namespaces.all().map((state) => state.fixtures)];
  const idle = sets
    .flatMap(({ all }) => all.map(({ fixture }) => fixture))
    .filter((fixture) => fixtureStats.of(fixture).hits === 0);
  const isShadowed = (fixture: Fixture): boolean => fixtureStats.of(fixture).shadowed > 0;
  return {
    neverHit: idle.filter((fixture) => !isShadowed(fixture)).map(fixtureLabel),
    shadowed: idle.filter(isShadowed).map((fixture) => {
      const { by, shadowed: times } = fixtureStats.of(fixture);
      return { fixture: fixtureLabel(fixture), by: by === undefined ? '' : fixtureLabel(by), times };
    }),
  };
}

/** The report as lines; empty where all fixtures have answered. */
export const fixtureReportText = ({ neverHit, shadowed }: FixtureReport): string =>
  [
    ...neverHit.map((name) => `${name} has answered nothing.`),
    ...shadowed.map(
      ({ fixture, by, times }) => `${fixture} has answered nothing: ${times} times ${by} went before it.`,
    ),
  ]
    .map((line) => `${line}\n`)
    .join('');
