"""What the SDKs make of each fault: takes rows as JSON, prints a list of what came of them, in the same order."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

from anthropic import Anthropic
from openai import OpenAI

QUESTION = [{"role": "user", "content": "写一首关于春天的诗"}]


def chat(client, **more):
    answer = client.chat.completions.create(model="gpt-4o-mini", messages=QUESTION, **more)
    if not more["stream"]:
        yield answer.choices[0].message.content or answer.choices[0].message.refusal
        return
    for chunk in answer:
        if chunk.choices and chunk.choices[0].delta.content:
            yield chunk.choices[0].delta.content


def responses(client, **more):
    answer = client.responses.create(model="gpt-4o-mini", input=QUESTION, **more)
    if not more["stream"]:
        yield answer.output_text
        return
    for event in answer:
        if event.type == "response.output_text.delta":
            yield event.delta


def messages(client, **more):
    answer = client.messages.create(model="claude-sonnet-4-6", max_tokens=400, messages=QUESTION, **more)
    if not more["stream"]:
        yield "".join(block.text for block in answer.content)
        return
    for event in answer:
        if event.type == "content_block_delta":
            yield event.delta.text


SURFACES = {"chat": chat, "responses": responses, "messages": messages}
CLIENTS = {"openai": OpenAI(api_key="sk-any"), "anthropic": Anthropic(api_key="sk-any")}


def meet(row):
    options = {key: row[key] for key in ("api_key", "max_retries", "timeout")}
    client = CLIENTS[row["house"]].with_options(**options)
    headers = {"x-llmulator-fault": row["fault"]} if row["fault"] else {}
    kept = []
    try:
        for text in SURFACES[row["surface"]](client, stream=row["stream"], extra_headers=headers):
            kept.append(text)
    except Exception as error:  # Whatever the SDK lets through is what it reports.
        classes = [each.__name__ for each in type(error).__mro__]
        return {"kept": "".join(kept), "classes": classes, "status": getattr(error, "status_code", None)}
    return {"kept": "".join(kept), "classes": [], "status": None}


with ThreadPoolExecutor(12) as pool:
    print(json.dumps(list(pool.map(meet, json.loads(sys.argv[1])))))
