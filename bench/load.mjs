// The generator: keeps a few connections busy for a while and tells how many replies came. A process of its own.
import { connect } from 'node:net';
import { requestBytes, scenarios } from './scenarios.mjs';

const LAST_CHUNK = '0\r\n\r\n';

/** A watcher of one reply at a time: true once it has come whole, by its length or by its last chunk. */
function replyWatcher() {
  const fresh = () => ({ head: '', due: undefined, chunked: false, tail: '' });
  let reply = fresh();
  const readHead = (chunk) => {
    reply.head += chunk.toString('latin1');
    const end = reply.head.indexOf('\r\n\r\n');
    if (end < 0) return;
    if (!reply.head.startsWith('HTTP/1.1 200')) throw new Error(`not a good reply: ${reply.head.slice(0, 400)}`);
    const length = /\r\ncontent-length: (\d+)/i.exec(reply.head.slice(0, end));
    reply.chunked = length === null;
    reply.due = length === null ? 0 : end + 4 + Number(length[1]) - reply.head.length;
  };
  const isWhole = (chunk) => {
    if (reply.due === undefined) readHead(chunk);
    else reply.due -= chunk.length;
    if (reply.due === undefined) return false;
    if (!reply.chunked) return reply.due <= 0;
    reply.tail = (reply.tail + chunk.subarray(-5).toString('latin1')).slice(-5);
    return reply.tail === LAST_CHUNK;
  };
  return (chunk) => {
    const whole = isWhole(chunk);
    if (whole) reply = fresh();
    return whole;
  };
}

/** Requests of a scenario, one after the other: the same bytes, or others with each number. Numbers go on from load to load. */
function requestsOf(name) {
  const scenario = scenarios.find((each) => each.name === name);
  if (scenario.body !== undefined) {
    const bytes = requestBytes(scenario, 0);
    return () => bytes;
  }
  return () => requestBytes(scenario, counter++);
}

let counter = 0;

/** Sends one request after the other until the time is up; gives the number of replies. */
function keepBusy(port, next, until) {
  return new Promise((resolve, reject) => {
    let count = 0;
    const isWhole = replyWatcher();
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => socket.write(next()));
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      try {
        if (!isWhole(chunk)) return;
      } catch (error) {
        reject(error);
        socket.destroy();
        return;
      }
      count += 1;
      if (performance.now() < until) socket.write(next());
      else socket.end(() => resolve(count));
    });
  });
}

process.on('message', async ({ port, scenario, connections, ms }) => {
  const next = requestsOf(scenario);
  const until = performance.now() + ms;
  try {
    const counts = await Promise.all(Array.from({ length: connections }, () => keepBusy(port, next, until)));
    process.send({ count: counts.reduce((sum, count) => sum + count, 0) });
  } catch (error) {
    process.send({ error: error.message });
  }
});
