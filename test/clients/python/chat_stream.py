import json

from openai import OpenAI

client = OpenAI()

stream = client.chat.completions.create(
    model="deepseek-r1",
    messages=[{"role": "user", "content": "写一首关于春天的诗"}],
    stream=True,
)

pieces = []
for chunk in stream:
    if chunk.choices and chunk.choices[0].delta.content:
        pieces.append(chunk.choices[0].delta.content)

print(json.dumps({"text": "".join(pieces), "pieces": len(pieces)}))
