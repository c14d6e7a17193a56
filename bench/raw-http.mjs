// The yardstick: reads and parses the body as any server must, then says the bytes it was given, in one write.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { status, headers, body, stream } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const bytes = Buffer.from(body);

function answer(response) {
  response.writeHead(status, headers);
  if (!stream) return response.end(bytes);
  response.write(bytes);
  response.end();
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(chunks.length === 1 ? chunks[0].toString() : Buffer.concat(chunks).toString());
    answer(response);
  });
});
server.keepAliveTimeout = 65_000;
server.listen(0, '127.0.0.1', () => console.log(`ready on http://127.0.0.1:${server.address().port}`));
