import { connect, createServer, type Socket } from 'node:net';

/** A line to a Redis that a test can cut. */
export interface CutLine {
  readonly url: string;
  /** Lets so many more messages pass, and cuts the line before the next one; settles when it is cut. */
  cutAfter(messages: number): Promise<void>;
  /** Lets all pass that come. */
  mend(): void;
  stop(): void;
}

/** Stands between clients and a Redis. */
export async function cutLine(redis: string): Promise<CutLine> {
  const port = Number(new URL(redis).port);
  const sockets = new Set<Socket>();
  let left = Number.POSITIVE_INFINITY;
  let isCut: () => void = () => undefined;
  const cut = () => {
    isCut();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const server = createServer((client) => {
    // A line that is cut stays so until it is mended.
    if (left < 0) return client.destroy();
    const there = connect(port, '127.0.0.1');
    for (const socket of [client, there]) sockets.add(socket.on('error', () => undefined));
    client.on('data', (bytes) => {
      left -= 1;
      if (left < 0) cut();
      else there.write(bytes);
    });
    there.on('data', (bytes) => client.write(bytes));
    client.on('close', () => there.destroy());
    there.on('close', () => client.destroy());
    return client;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const own = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `redis://127.0.0.1:${own}`,
    cutAfter(messages) {
      left = messages;
      return new Promise((resolve) => {
        isCut = resolve;
      });
    },
    mend() {
      left = Number.POSITIVE_INFINITY;
    },
    stop() {
      cut();
      server.close();
    },
  };
}
