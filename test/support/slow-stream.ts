/** Asks for a stream that takes a while when it is paced. */
export const askForStream = (openaiUrl: string): Promise<Response> =>
  fetch(`${openaiUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-any', 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'deepseek-r1',
      stream: true,
      messages: [{ role: 'user', content: 'Tell me about rivers.' }],
    }),
  });
