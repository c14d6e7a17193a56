// Scripts a reply and verifies the call, over HTTP. Needs LLMULATOR_URL.
package example

import (
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
)

func post(t *testing.T, path, body string) string {
	t.Helper()
	request, _ := http.NewRequest("POST", os.Getenv("LLMULATOR_URL")+path, strings.NewReader(body))
	request.Header.Set("content-type", "application/json")
	request.Header.Set("authorization", "Bearer sk-any")
	request.Header.Set("x-llmulator-namespace", t.Name())
	reply, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	text, _ := io.ReadAll(reply.Body)
	if reply.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", reply.Status, text)
	}
	return string(text)
}

func TestAsksForTheWeather(t *testing.T) {
	post(t, "/_llmulator/fixtures", `{"when":{"user":"Weather in Oslo?"},"reply":{"text":"Rain."}}`)
	answer := post(t, "/v1/chat/completions", `{"model":"gpt-4o","messages":[{"role":"user","content":"Weather in Oslo?"}]}`)
	if !strings.Contains(answer, "Rain.") {
		t.Errorf("unexpected answer: %s", answer)
	}
	post(t, "/_llmulator/verify", `{"match":{"model":"gpt-4o","status":200},"exactly":1}`)
}
