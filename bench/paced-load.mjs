// Opens many paced streams, and tells how late each frame came. A process of its own.
import { connect } from 'node:net';

const BLANK_LINE = '\n\n';
const LAST_CHUNK = '0\r\n\r\n';
const WHOLE = 'whole';

/** How many frames end in some bytes. */
function framesIn(bytes) {
  let count = 0;
  for (let at = bytes.indexOf(BLANK_LINE); at >= 0; at = bytes.indexOf(BLANK_LINE, at + 2)) count += 1;
  return count;
}

/** One stream: milliseconds by which each frame came after its moment, counted from the headers; gives how it ended. */
function listen({ port, bytes, gap }, lateness) {
  return new Promise((resolve) => {
    let start;
    let frames = 0;
    let tail = '';
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => socket.write(bytes));
    socket.on('error', ({ code }) => resolve(code));
    socket.on('close', () => resolve(`closed after ${frames}`));
    socket.on('data', (chunk) => {
      const now = performance.now();
      start ??= now;
      const come = framesIn(chunk);
      for (let at = 0; at < come; at += 1) lateness.push(now - start - (frames + at) * gap);
      frames += come;
      tail = (tail + chunk.subarray(-5).toString('latin1')).slice(-5);
      if (tail !== LAST_CHUNK) return;
      resolve(WHOLE);
      socket.destroy();
    });
  });
}

const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

process.on('message', async ({ port, request, gap, streams, ramp }) => {
  const lateness = [];
  const bytes = Buffer.from(request, 'base64');
  const begun = performance.now();
  const all = [];
  for (let at = 0; at < streams; at += 1) {
    while (performance.now() - begun < (at * ramp) / streams) await later(1);
    all.push(listen({ port, bytes, gap }, lateness));
  }
  process.send({ open: streams });
  const endings = await Promise.all(all);
  const lost = endings.filter((ending) => ending !== WHOLE);
  if (lost.length > 0) console.log(`lost: ${[...new Set(lost)].slice(0, 9).join(', ')}`);
  lateness.sort((a, b) => a - b);
  const at = (share) => Math.max(0, lateness[Math.floor((lateness.length - 1) * share)]);
  process.send({ whole: streams - lost.length, frames: lateness.length, median: at(0.5), p99: at(0.99), last: at(1) });
});
