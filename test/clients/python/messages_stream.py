import json

from anthropic import Anthropic

client = Anthropic()

pieces = []
with client.messages.stream(
    model="deepseek-r1",
    max_tokens=1024,
    messages=[{"role": "user", "content": "写一首关于春天的诗"}],
) as stream:
    for text in stream.text_stream:
        pieces.append(text)

print(json.dumps({"text": "".join(pieces), "pieces": len(pieces)}))
