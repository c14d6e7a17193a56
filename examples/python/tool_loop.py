"""A two-step tool loop, a fault on its second call and a verification, by HTTP alone. Needs LLMULATOR_URL."""
import json
import os
from urllib import error, request

HEADERS = {"content-type": "application/json", "authorization": "Bearer sk-any", "x-llmulator-namespace": "tool-loop"}

def post(path, body, tries=2):
    call = request.Request(os.environ["LLMULATOR_URL"] + path, json.dumps(body).encode(), HEADERS)
    try:
        return json.load(request.urlopen(call))
    except error.HTTPError as refusal:
        if refusal.code != 503 or tries == 1:
            raise AssertionError(refusal.read().decode()) from None
        return post(path, body, tries - 1)

post("/_llmulator/fixtures", [
    {"when": {"user": "Weather in Oslo?"}, "reply": {"calls": [{"name": "weather", "arguments": {"city": "Oslo"}}]}},
    {"when": {"tool_result": "weather"}, "reply": {"text": "Rain, 4 °C."}},
])
post("/_llmulator/faults", "overloaded;nth=2")
tools, messages = [{"type": "function", "function": {"name": "weather"}}], [{"role": "user", "content": "Weather in Oslo?"}]
while messages[-1]["role"] != "assistant":
    answer = post("/v1/chat/completions", {"model": "gpt-4o", "messages": messages, "tools": tools})
    messages.append(answer["choices"][0]["message"])
    for call in messages[-1].get("tool_calls", []):
        messages.append({"role": "tool", "tool_call_id": call["id"], "content": "4 °C, rain"})
assert messages[-1]["content"] == "Rain, 4 °C."
post("/_llmulator/verify", {"order": [{"reply": "Oslo"}, {"status": 503}, {"request": "4 °C, rain", "status": 200}]})
