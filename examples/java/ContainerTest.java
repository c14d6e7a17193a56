// llmulator in a container of its own, with Testcontainers; skipped without Docker. Needs the image: docker compose build.
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers(disabledWithoutDocker = true)
class ContainerTest {
  @Container
  private static final GenericContainer<?> LLMULATOR = new GenericContainer<>("llmulator")
      .withEnv("LLMULATOR_CONTROL_TOKEN", "test")
      .withExposedPorts(4010)
      .waitingFor(Wait.forHttp("/_llmulator/health"));

  @Test
  void answers() throws Exception {
    String url = "http://" + LLMULATOR.getHost() + ":" + LLMULATOR.getMappedPort(4010);
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
        .header("content-type", "application/json")
        .header("authorization", "Bearer sk-any")
        .POST(HttpRequest.BodyPublishers.ofString("""
            {"model":"gpt-4o","messages":[{"role":"user","content":"say 1"}]}"""))
        .build();
    HttpResponse<String> reply = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(200, reply.statusCode(), reply.body());
  }
}
