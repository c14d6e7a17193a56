// What the Vitest door needs of Vitest, which is the user's own and no dependency of ours.
declare module 'vitest' {
  export function beforeEach<Context>(run: (context: Context) => void): void;
  export function afterEach(run: () => Promise<void>): void;
  export function afterAll(run: () => Promise<void>): void;
}
