import { useState } from 'preact/hooks';
import type { EntryView } from '../../../journal';
import { framesOf, joinStream } from '../conversation/join-stream';
import { pretty } from '../data/format';
import { CutText } from './cut-text';
import { JsonTree } from './json-tree';

/** The request as it came. */
export function RequestTab({ view: { request } }: { readonly view: EntryView }) {
  const { method, path, query, headers, body } = request;
  return (
    <>
      <pre class="code">{`${method} ${path}${query === '' ? '' : `?${query}`}`}</pre>
      <Headers headers={headers} />
      <BodySection body={body} />
    </>
  );
}

/** The reply as it left. */
export function ResponseTab({ view: { status, replyHeaders, reply } }: { readonly view: EntryView }) {
  const frames = framesOf(reply);
  const body = frames.length > 0 ? joinStream(frames) : reply;
  return (
    <>
      <pre class="code">{status === undefined ? 'No status was sent.' : `HTTP/1.1 ${status}`}</pre>
      {replyHeaders !== undefined && <Headers headers={replyHeaders} />}
      {frames.length > 0 && <p class="dim">A stream, joined; its frames are under Stream and Raw.</p>}
      <BodySection body={body} raw={frames.length > 0 ? frames.map((frame) => frame.raw).join('') : undefined} />
    </>
  );
}

function Headers({ headers }: { readonly headers: Readonly<Record<string, string>> }) {
  return (
    <details class="fold">
      <summary>{Object.keys(headers).length} headers</summary>
      <dl class="headers">
        {Object.entries(headers).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

interface BodyProps {
  readonly body: unknown;
  /** The text as it went over the wire, where that is another one. */
  readonly raw?: string | undefined;
}

function BodySection({ body, raw }: BodyProps) {
  const [isRaw, setRaw] = useState(false);
  if (body === undefined && raw === undefined) return <p class="dim">No body.</p>;
  if (typeof body !== 'object') return <CutText text={raw ?? String(body)} isCode />;
  return (
    <>
      <div class="switch">
        <button type="button" aria-pressed={!isRaw} onClick={() => setRaw(false)}>
          Tree
        </button>
        <button type="button" aria-pressed={isRaw} onClick={() => setRaw(true)}>
          Raw
        </button>
      </div>
      {isRaw ? <CutText text={raw ?? pretty(body)} isCode /> : <JsonTree value={body} />}
    </>
  );
}
