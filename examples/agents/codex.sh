# Codex runs a command, meets an overloaded service, comes back and answers. Needs LLMULATOR_URL, codex and curl.
set -eu
control() {
  curl --silent --show-error --fail-with-body --header 'x-llmulator-namespace: codex' \
    --data "$2" "$LLMULATOR_URL/_llmulator/$1"
}

echo 'The keel is oak.' >notes.txt
control fixtures '[
  { "when": { "user": { "contains": "keel" } },
    "reply": { "calls": [{ "name": "exec_command", "arguments": { "cmd": "cat notes.txt" } }] } },
  { "when": { "tool_result": { "content": { "contains": "oak" } } }, "reply": { "text": "Oak." } }
]'
control faults '"overloaded;nth=2"'

export OPENAI_API_KEY=sk-any@codex CODEX_HOME="$PWD/codex"
mkdir -p "$CODEX_HOME"
cat >"$CODEX_HOME/config.toml" <<TOML
model = "gpt-5"
model_provider = "llmulator"
check_for_update_on_startup = false
analytics.enabled = false

[model_providers.llmulator]
name = "llmulator"
base_url = "$LLMULATOR_URL/v1"
env_key = "OPENAI_API_KEY"
wire_api = "responses"
TOML
# Only the command that the fixture names is run: no sandbox is needed.
said=$(codex exec --skip-git-repo-check --sandbox danger-full-access 'What is the keel made of? See notes.txt.' </dev/null)
echo "$said"
test "$said" = 'Oak.'
control verify '{ "order": [{ "reply": "exec_command" }, { "status": 503 }, { "request": "The keel is oak.", "status": 200 }] }'
