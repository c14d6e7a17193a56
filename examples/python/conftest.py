"""A pytest plugin: starts the command once, gives each test its own namespace and fails it on unmatched requests."""
import json
import os
import re
import subprocess
import urllib.error
import urllib.parse
import urllib.request

import pytest

COMMAND = os.environ.get("LLMULATOR_COMMAND", "npx llmulator").split()


@pytest.fixture(scope="session")
def llmulator_url():
    with subprocess.Popen([*COMMAND, "--port", "0", "--strict"], stdout=subprocess.PIPE, text=True) as process:
        ready = (re.search(r"llmulator is ready on (\S+)", line) for line in process.stdout)
        yield next(found.group(1) for found in ready if found)
        process.terminate()


class Llm:
    """Scripts and asks one namespace."""

    def __init__(self, url, namespace):
        self.url, self.namespace = url, namespace

    def call(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        headers = {"x-llmulator-namespace": self.namespace, "content-type": "application/json"}
        try:
            with urllib.request.urlopen(urllib.request.Request(f"{self.url}/_llmulator{path}", data, headers)) as reply:
                return json.load(reply)
        except urllib.error.HTTPError as error:
            raise AssertionError(json.load(error)["error"]["message"]) from None

    def add(self, *fixtures):
        self.call("/fixtures", list(fixtures))

    def fault(self, plan):
        self.call("/faults", plan)

    def verify(self, **expectation):
        self.call("/verify", expectation)

    def entries(self, **query):
        return self.call("/journal?" + urllib.parse.urlencode(query))["entries"]


@pytest.fixture
def llm(llmulator_url, monkeypatch, request):
    namespace = re.sub(r"[^\w.-]+", "-", request.node.nodeid)
    for house, path in (("OPENAI", "/v1"), ("ANTHROPIC", "/anthropic")):
        monkeypatch.setenv(f"{house}_BASE_URL", llmulator_url + path)
        monkeypatch.setenv(f"{house}_API_KEY", f"sk-any@{namespace}")
    llm = Llm(llmulator_url, namespace)
    yield llm
    llm.verify(never={"problem": "no-fixture"})
    llm.call("/reset", {})
