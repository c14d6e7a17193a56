import cluster from 'node:cluster';
import { INTERRUPTED, onSecondInterrupt } from './interrupts';

/** Is this one of the processes that serve, and not the one that looks after them? */
export const isWorker = (): boolean => cluster.isWorker;

/** Tells the process that looks after this one that requests are answered. */
export const tellReady = (words: string): void => void process.send?.(words);

/** Looks after workers that serve one port together. */
class Overseer {
  #isStopping = false;

  /** Gives the first one's words once all are ready. */
  async start(count: number): Promise<string> {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => this.#stop(0));
    onSecondInterrupt(() => this.#endAtOnce());
    // Workers accept connections themselves: one that was handed to a worker that has just died would hang for ever.
    cluster.schedulingPolicy = cluster.SCHED_NONE;
    // One goes ahead: what is wrong with the options is told once.
    const words = await this.#fork();
    await Promise.all(Array.from({ length: count - 1 }, () => this.#fork()));
    return words;
  }

  /** One that dies once it was ready is replaced; one that cannot even start ends them all. */
  #fork(): Promise<string> {
    const worker = cluster.fork();
    return new Promise((resolve) => {
      let isReady = false;
      worker.once('message', (words: string) => {
        isReady = true;
        resolve(words);
      });
      worker.once('exit', (code, signal) => {
        if (this.#isStopping) return;
        if (!isReady) return this.#stop(1);
        process.stderr.write(
          `llmulator: worker ${worker.process.pid} ended (${signal ?? code}); another takes its place\n`,
        );
        void this.#fork();
      });
    });
  }

  #endAtOnce(): void {
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGKILL');
    process.exit(INTERRUPTED);
  }

  /** Lets all workers finish what they do; this process ends when the last of them has. */
  #stop(code: number): void {
    this.#isStopping = true;
    process.exitCode = code;
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM');
  }
}

/** Starts workers, and gives the first one's words once all are ready. */
export const startWorkers = (count: number): Promise<string> => new Overseer().start(count);
