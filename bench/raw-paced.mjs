// The yardstick of pace: says captured frames on an absolute schedule, frame n due at the start plus n gaps, a timer each.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { headers, body, gap } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const frames = body.split(/(?<=\n\n)/);

function speak(response) {
  const start = Date.now();
  response.writeHead(200, headers);
  response.flushHeaders();
  let next = 0;
  const step = () => {
    const now = Date.now();
    let ready = '';
    while (next < frames.length && start + next * gap <= now) {
      ready += frames[next];
      next += 1;
    }
    if (ready !== '') response.write(ready);
    if (next >= frames.length) response.end();
    else setTimeout(step, Math.max(0, start + next * gap - Date.now()));
  };
  step();
}

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => speak(response));
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () =>
  console.log(`ready on http://127.0.0.1:${server.address().port}`),
);
