"""A two-step tool loop and its verification, by HTTP alone. Needs LLMULATOR_URL."""
import json
import os
import urllib.request

BASE = os.environ["LLMULATOR_URL"]


def post(path, body):
    headers = {"authorization": "Bearer sk-any@tool-loop", "x-llmulator-namespace": "tool-loop"}
    request = urllib.request.Request(BASE + path, json.dumps(body).encode(), headers | {"content-type": "application/json"})
    return json.load(urllib.request.urlopen(request))


post("/_llmulator/fixtures", [
    {"when": {"user": "Weather in Oslo?"}, "reply": {"calls": [{"name": "weather", "arguments": {"city": "Oslo"}}]}},
    {"when": {"tool_result": "weather"}, "reply": {"text": "Rain, 4 °C."}},
])
tools = [{"type": "function", "function": {"name": "weather"}}]
messages = [{"role": "user", "content": "Weather in Oslo?"}]
while messages[-1]["role"] != "assistant" or messages[-1].get("tool_calls"):
    answer = post("/v1/chat/completions", {"model": "gpt-4o", "messages": messages, "tools": tools})
    messages.append(answer["choices"][0]["message"])
    for call in messages[-1].get("tool_calls") or []:
        messages.append({"role": "tool", "tool_call_id": call["id"], "content": "4 °C, rain"})
assert messages[-1]["content"] == "Rain, 4 °C."
post("/_llmulator/verify", {"order": [{"reply": "Oslo"}, {"request": "4 °C, rain", "status": 200}]})
post("/_llmulator/verify", {"match": {"model": "gpt-4o"}, "exactly": 2})
print("verified")
