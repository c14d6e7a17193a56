import express, { type Request, type Response, type Router } from 'express';
import { type BodyRead, readBody } from '../wire';
import { EventStream } from './event-stream';
import { type GuardRules, guardError, OPEN_PATHS } from './guard';
import { CustomResponse, namespaceOf, type Operation, type OperationRequest } from './operation';
import { type OperationRunner, operations } from './operations';
import { Unreachable, withSharedState } from './shared-namespaces';

/** Largest request body of the control plane, in bytes. */
const BODY_LIMIT = 10 * 1024 * 1024;

/** The control plane as an Express router. */
export function controlRouter(runner: OperationRunner, rules: GuardRules): Router {
  const router = express.Router();
  router.use((request, response, next) => {
    const refusal = OPEN_PATHS.has(request.path) ? undefined : guardError(request, rules);
    if (refusal === undefined) next();
    else send(response, refusal.status, { error: { message: refusal.message } });
  });
  for (const operation of operations) {
    const [method = '', path = ''] = operation.http.split(' ');
    router[method.toLowerCase() as 'get' | 'post' | 'delete'](path, (request, response) =>
      answer(runner, operation, { request, response }),
    );
  }
  router.use((request, response) => {
    const known = operations.map(({ http }) => http.replace(' ', ' /_llmulator'));
    const message = `The control plane has no ${request.method} ${request.originalUrl}.`;
    send(response, 404, { error: { message, known } });
  });
  // biome-ignore lint/complexity/useMaxParams: Express recognizes error handlers by their four parameters.
  router.use((error: Error, _request: Request, response: Response, _next: unknown) => {
    send(response, error instanceof Unreachable ? 503 : 400, { error: { message: error.message } });
  });
  return router;
}

/** One HTTP exchange. */
interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

async function answer(
  runner: OperationRunner,
  operation: Operation<unknown, unknown>,
  { request, response }: Exchange,
): Promise<void> {
  const read = request.method === 'POST' ? await readBody(request, BODY_LIMIT) : undefined;
  if (read?.kind === 'client-gone') return;
  const { params, query, headers } = request;
  const call = { params, query, headers, body: read && parseBody(read, request) };
  const run = () => runOperation(runner, operation, call);
  const reply =
    operation.scope === 'emulator' ? await run() : await withSharedState(runner.app, namespaceOf(call), run);
  if (reply instanceof CustomResponse) sendCustom(response, reply);
  else if (reply instanceof EventStream) reply.writeTo(response);
  else if (reply === undefined) send(response, 404, { error: { message: `Nothing at ${request.originalUrl}.` } });
  else send(response, 200, reply);
}

/** The JSON of a body, whatever its content type; an empty body is an empty object. */
function parseBody(read: Exclude<BodyRead, { kind: 'client-gone' }>, { headers }: Request): unknown {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    throw new Error(`content-encoding ${encoding} is not supported`);
  if (read.kind === 'too-large') throw new Error(`the body has more than ${BODY_LIMIT} bytes`);
  if (!read.isUtf8) throw new Error('the body is not UTF-8');
  if (read.text !== '') return JSON.parse(read.text.replace(/^\uFEFF/, ''));
  return headers['content-length'] === undefined ? undefined : {};
}

async function runOperation(
  runner: OperationRunner,
  operation: Operation<unknown, unknown>,
  request: OperationRequest,
): Promise<unknown> {
  const context = runner.contextOf(namespaceOf(request));
  try {
    const input = operation.read === undefined ? request.body : operation.read(request);
    const result = await operation.run(context, input);
    return operation.reply === undefined ? result : operation.reply(result, request, context);
  } catch (error) {
    const { name, message } = error as Error;
    const isUnmet = name === 'VerificationError' || name === 'WaitEnded';
    if (operation.unmet === undefined || !isUnmet) throw error;
    return new CustomResponse(operation.unmet, { error: { message } });
  }
}

function sendCustom(response: Response, { status, body, contentType }: CustomResponse): void {
  if (contentType === undefined) send(response, status, body);
  else response.status(status).type(contentType).send(body);
}

function send(response: Response, status: number, body: unknown): void {
  response
    .status(status)
    .type('application/json')
    .send(`${JSON.stringify(body, null, 2)}\n`);
}
