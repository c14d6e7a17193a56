"""The official SDKs and OpenAI Agents, scripted through the plugin in conftest.py."""
import anthropic
import openai
import pytest
from agents import Agent, Runner, function_tool, set_tracing_disabled

OSLO = [{"role": "user", "content": "Weather in Oslo?"}]


def test_openai_comes_back_after_a_fault(llm):
    llm.add({"when": {"user": "Weather in Oslo?"}, "reply": {"text": "Rain."}})
    llm.fault("overloaded;nth=1")
    answer = openai.OpenAI().chat.completions.create(model="gpt-4o", messages=OSLO)
    assert answer.choices[0].message.content == "Rain."
    llm.verify(order=[{"status": 503}, {"status": 200}])


def test_anthropic_streams(llm):
    llm.add({"when": {"user": {"contains": "Oslo"}}, "reply": {"text": "Rain."}})
    with anthropic.Anthropic().messages.stream(model="claude-sonnet-4-5", max_tokens=99, messages=OSLO) as stream:
        assert stream.get_final_text() == "Rain."
    llm.verify(match={"route": "messages"}, exactly=1)


def test_agents_call_a_tool(llm):
    @function_tool
    def weather(city: str) -> str:
        return f"4 °C in {city}"

    set_tracing_disabled(True)
    llm.add(
        {"when": {"user": "Weather in Oslo?"}, "reply": {"calls": [{"name": "weather", "arguments": {"city": "Oslo"}}]}},
        {"when": {"tool_result": "weather"}, "reply": {"text": "Rain."}},
    )
    agent = Agent(name="Weather", model="gpt-4o", tools=[weather])
    assert Runner.run_sync(agent, "Weather in Oslo?").final_output == "Rain."
    llm.verify(order=[{"reply": "Oslo"}, {"request": "4 °C in Oslo"}])


def test_a_request_that_no_fixture_answers_is_told(llm):
    with pytest.raises(openai.NotFoundError, match="no fixture"):
        openai.OpenAI().chat.completions.create(model="gpt-4o", messages=OSLO)
    llm.call("/reset", {})
