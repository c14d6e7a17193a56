import json

from openai import OpenAI

client = OpenAI()

tools = [
    {
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "获取指定城市的天气",
            "parameters": {
                "type": "object",
                "properties": {"city": {"type": "string", "description": "城市名称"}},
                "required": ["city"],
            },
        },
    }
]

completion = client.chat.completions.create(
    model="deepseek-r1",
    messages=[{"role": "user", "content": "北京今天天气怎么样?"}],
    tools=tools,
    tool_choice="auto",
)

call = completion.choices[0].message.tool_calls[0].function
print(json.dumps({"call": {"name": call.name, "input": json.loads(call.arguments)}}))
