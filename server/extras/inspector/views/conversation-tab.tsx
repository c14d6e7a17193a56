import { useState } from 'preact/hooks';
import type { EntryView } from '../../../journal';
import { type Message, type MessagePart, parsedOrText } from '../conversation/message';
import { readReply } from '../conversation/read-reply';
import { readRequest } from '../conversation/read-request';
import { count, plural } from '../data/format';
import { CutText } from './cut-text';
import { JsonTree } from './json-tree';

/** Messages that are shown at once of a long conversation: the newest. */
const SHOWN = 40;

/** The exchange as a conversation: what was said before, and the reply. */
export function ConversationTab({ view }: { readonly view: EntryView }) {
  const [isWhole, setWhole] = useState(false);
  const { messages, tools } = readRequest(view.request.body);
  const reply = readReply(view.reply);
  const hidden = isWhole ? 0 : Math.max(0, messages.length - SHOWN);
  const { usage } = view;
  return (
    <>
      {tools.length > 0 && <Tools tools={tools} />}
      {hidden > 0 && (
        <button type="button" onClick={() => setWhole(true)}>
          Show {plural(hidden, 'earlier message')}
        </button>
      )}
      {messages.slice(hidden).map((message, at) => (
        <MessageBox key={hidden + at} message={message} />
      ))}
      {messages.length === 0 && <p class="dim">The request has no messages; see the tab Request.</p>}
      <h3 class="divider">
        <span>
          Reply
          {usage !== undefined && usage.cacheRead > 0 && (
            <small>
              {count(usage.cacheRead)} of {count(usage.input)} prompt tokens from the cache
            </small>
          )}
        </span>
      </h3>
      {reply.messages.map((message, at) => (
        <MessageBox key={at} message={message} isReply />
      ))}
      {reply.error !== undefined && <p class="refused">{reply.error}</p>}
      {reply.stop !== undefined && <p class="dim">Stopped: {reply.stop}</p>}
      {reply.messages.length === 0 && reply.error === undefined && <NoReply view={view} />}
    </>
  );
}

function NoReply({ view: { outcome, reply } }: { readonly view: EntryView }) {
  if (outcome === undefined) return <p class="dim">Still running …</p>;
  return (
    <p class="dim">{reply === undefined ? 'No reply came.' : 'The reply is no conversation; see the tab Response.'}</p>
  );
}

function Tools({ tools }: { readonly tools: ReturnType<typeof readRequest>['tools'] }) {
  return (
    <details class="fold">
      <summary>
        {plural(tools.length, 'tool')}:{' '}
        {tools
          .map(({ name }) => name)
          .join(', ')
          .slice(0, 200)}
      </summary>
      {tools.map(({ name, description, definition }, at) => (
        <section key={at} class="tool">
          <h3>{name}</h3>
          <p dir="auto">{description}</p>
          <JsonTree value={definition} />
        </section>
      ))}
    </details>
  );
}

function MessageBox({
  message: { role, parts },
  isReply = false,
}: {
  readonly message: Message;
  readonly isReply?: boolean;
}) {
  return (
    <article class={`message ${isReply ? 'reply' : ''}`} data-role={role}>
      <h3>
        <bdi>{role}</bdi>
      </h3>
      <div class="parts">
        {parts.map((part, at) => (
          <Part key={at} part={part} />
        ))}
        {parts.length === 0 && <p class="dim">(empty)</p>}
      </div>
    </article>
  );
}

function Part({ part }: { readonly part: MessagePart }) {
  const cachePoint = 'cachePoint' in part && part.cachePoint === true && <p class="cache-point">cache up to here</p>;
  switch (part.kind) {
    case 'text':
      return (
        <>
          <CutText text={part.text} />
          {cachePoint}
        </>
      );
    case 'refusal':
      return <p class="refused">{part.text}</p>;
    case 'thinking':
      return (
        <details class="fold thinking">
          <summary>Thinking</summary>
          <CutText text={part.text} />
        </details>
      );
    case 'image':
      return <Picture source={part.source} />;
    case 'call':
      return (
        <div class="call">
          <h4 class="part-title">
            calls <bdi>{part.name}</bdi> <small>{part.id}</small>
          </h4>
          <JsonTree value={part.input} />
        </div>
      );
    case 'result':
      return (
        <div class="call">
          <h4 class="part-title">
            result <small>{part.id}</small>
          </h4>
          {part.parts.map((inner, at) => (
            <ResultPart key={at} part={inner} />
          ))}
        </div>
      );
    default:
      return (
        <div class="call">
          <h4 class="part-title">{part.type}</h4>
          <JsonTree value={part.value} />
        </div>
      );
  }
}

/** A part of a tool's result: JSON is shown as such. */
function ResultPart({ part }: { readonly part: MessagePart }) {
  const value = part.kind === 'text' ? parsedOrText(part.text) : undefined;
  return typeof value === 'object' && value !== null ? <JsonTree value={value} /> : <Part part={part} />;
}

/** Images that stand in the request itself are shown; addresses are only named, for the page loads nothing from elsewhere. */
function Picture({ source }: { readonly source: string }) {
  const [isBroken, setBroken] = useState(false);
  if (!source.startsWith('data:image/'))
    return (
      <p class="dim">
        image: <bdi>{source.slice(0, 300) || '(empty)'}</bdi>
      </p>
    );
  if (isBroken) return <p class="dim">an image that cannot be read: {source.slice(0, 80)} …</p>;
  return <img class="picture" src={source} alt="Sent in the request" onError={() => setBroken(true)} />;
}
