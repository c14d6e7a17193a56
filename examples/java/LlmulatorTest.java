// Scripts a reply and verifies the call, over HTTP, with JUnit 5. Needs LLMULATOR_URL.
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class LlmulatorTest {
  private final HttpClient client = HttpClient.newHttpClient();

  private String post(String path, String body) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("LLMULATOR_URL") + path))
        .header("content-type", "application/json")
        .header("authorization", "Bearer sk-any")
        .header("x-llmulator-namespace", "java")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
    HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(200, reply.statusCode(), reply.body());
    return reply.body();
  }

  @Test
  void asksForTheWeather() throws Exception {
    post("/_llmulator/fixtures", """
        {"when":{"user":"Weather in Oslo?"},"reply":{"text":"Rain."}}""");
    String answer = post("/v1/chat/completions", """
        {"model":"gpt-4o","messages":[{"role":"user","content":"Weather in Oslo?"}]}""");
    assertTrue(answer.contains("Rain."), answer);
    post("/_llmulator/verify", """
        {"match":{"model":"gpt-4o","status":200},"exactly":1}""");
  }
}
