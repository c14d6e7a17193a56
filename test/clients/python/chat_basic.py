import json

from openai import OpenAI

client = OpenAI()

completion = client.chat.completions.create(
    model="deepseek-r1",
    messages=[{"role": "user", "content": "say 1"}],
)

print(json.dumps({"text": completion.choices[0].message.content}))
