// The yardstick of start-up: a bare Express application.
import express from 'express';

const app = express();
app.use(express.json());
app.post('/v1/chat/completions', (_request, response) => response.json({}));
const server = app.listen(0, '127.0.0.1', () => console.log(`ready on http://127.0.0.1:${server.address().port}`));
