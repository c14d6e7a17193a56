# Claude Code reads a file, meets an overloaded service, comes back and answers. Needs LLMULATOR_URL, claude and curl.
set -eu
control() {
  curl --silent --show-error --fail-with-body --header 'x-llmulator-namespace: claude-code' \
    --data "$2" "$LLMULATOR_URL/_llmulator/$1"
}

echo 'The keel is oak.' >notes.txt
control fixtures '[
  { "when": { "user": { "contains": "keel" } },
    "reply": { "calls": [{ "name": "Read", "arguments": { "file_path": "'"$PWD"'/notes.txt" } }] } },
  { "when": { "tool_result": { "name": "Read", "content": { "contains": "oak" } } }, "reply": { "text": "Oak." } }
]'
control faults '"overloaded;nth=2"'

export ANTHROPIC_BASE_URL="$LLMULATOR_URL/anthropic" ANTHROPIC_API_KEY=sk-any@claude-code
# A configuration of its own, and no calls to anyone but the emulator.
export CLAUDE_CONFIG_DIR="$PWD/claude" CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1
said=$(claude --bare --print --allowedTools Read -- 'What is the keel made of? See notes.txt.' </dev/null)
echo "$said"
test "$said" = 'Oak.'
control verify '{ "order": [{ "reply": "Read" }, { "status": 529 }, { "request": "The keel is oak.", "status": 200 }] }'
