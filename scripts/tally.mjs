/** Counts what was tried, prints a line for each, and ends with `N passed, N failed, N skipped`. */
export class Tally {
  #counts = { passed: 0, failed: 0, skipped: 0 };

  /** Runs one check; what it throws is its failure. */
  async check(title, run) {
    const begun = performance.now();
    try {
      await run();
      this.#note('passed', `ok    ${title} (${Math.round(performance.now() - begun)} ms)`);
    } catch (error) {
      this.#note('failed', `FAIL  ${title}\n${String(error.message ?? error).replace(/^/gm, '      ')}`);
    }
  }

  /** Tells why `count` checks could not be tried. */
  skip(title, count, why) {
    this.#counts.skipped += count;
    console.log(`SKIP  ${title}: ${why}`);
  }

  /** Prints the sum and sets the exit code. */
  close() {
    const { passed, failed, skipped } = this.#counts;
    console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
    if (failed > 0 || passed === 0) process.exitCode = 1;
  }

  #note(outcome, line) {
    this.#counts[outcome] += 1;
    console.log(line);
  }
}
