import json

from anthropic import Anthropic

client = Anthropic()

message = client.messages.create(
    model="deepseek-r1",
    max_tokens=1024,
    messages=[{"role": "user", "content": "请用简单的语言解释什么是机器学习"}],
)

print(json.dumps({"text": message.content[0].text}))
