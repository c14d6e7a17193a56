import type { Emulator } from '../../server';
import { callRaw } from './raw-client';
import type { SurfaceDoor } from './surfaces';

/** What a client writes into a conversation, in the words of one surface. */
export interface Words {
  user(text: string): object;
  says(text: string): object;
  call(id: string, input: object): object;
  result(id: string, text: string): object;
}

const plain = {
  user: (content: string) => ({ role: 'user', content }),
  says: (content: string) => ({ role: 'assistant', content }),
};

const NAME = 'get_weather';

/** The words of every surface. */
const words: Readonly<Record<string, Words>> = {
  chat: {
    ...plain,
    call: (id, input) => ({
      role: 'assistant',
      content: null,
      tool_calls: [{ id, type: 'function', function: { name: NAME, arguments: JSON.stringify(input) } }],
    }),
    result: (id, content) => ({ role: 'tool', tool_call_id: id, content }),
  },
  responses: {
    ...plain,
    call: (id, input) => ({ type: 'function_call', call_id: id, name: NAME, arguments: JSON.stringify(input) }),
    result: (id, output) => ({ type: 'function_call_output', call_id: id, output }),
  },
  messages: {
    ...plain,
    call: (id, input) => ({ role: 'assistant', content: [{ type: 'tool_use', id, name: NAME, input }] }),
    result: (id, content) => ({ role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content }] }),
  },
};

/** A client that speaks to one surface in a namespace of its own. Each exchange is closed before the next begins. */
export class Client {
  readonly words: Words;
  #asked = 0;

  constructor(
    readonly emulator: Emulator,
    readonly door: SurfaceDoor,
    readonly namespace: string,
  ) {
    this.words = words[door.id] as Words;
  }

  /** Asks with a whole history, and gives the reply's text as far as it came. */
  async ask(history: readonly object[], more: object = {}, headers: Readonly<Record<string, string>> = {}) {
    const { emulator, door, namespace } = this;
    const tool = { name: NAME, schema: { type: 'object', properties: { city: { type: 'string' } } } };
    const key = door.id === 'responses' ? 'input' : 'messages';
    const body = { ...door.withTool('', tool), [key]: history, ...more };
    const { bytes } = await callRaw(emulator, {
      path: door.path,
      body,
      headers: { ...headers, 'x-llmulator-namespace': namespace },
    });
    this.#asked += 1;
    await emulator.journal.verify({ match: {}, exactly: this.#asked }, namespace);
    return bytes.toString();
  }

  /** The id of the call in a reply. */
  static callIn(reply: string): string {
    return /"((?:call|toolu)_\w{20,})"/.exec(reply)?.[1] ?? '';
  }
}
