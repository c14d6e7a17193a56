import json

from openai import OpenAI

client = OpenAI()

response = client.responses.create(
    model="deepseek-r1",
    input="请用简单的语言解释什么是机器学习",
)

print(json.dumps({"text": response.output_text}))
