package dev.staircase.clients;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An upstream whose every answer tries to run, to fetch and to deface, in pieces that end within
/// its tags.
final class HostileModel {
  private static final int PIECE = 7;

  private static final String TEXT =
      """
      **bold** and <script>window.ran='script'</script> then
      <img src=x onerror="window.ran='img'"> ![pixel](http://127.0.0.1:1/pixel.png "t")
      <svg onload="window.ran='svg'"><animate onbegin="window.ran='animate'"></svg>
      <iframe srcdoc="<script>parent.ran='frame'</script>"></iframe>
      <form id="ask" action="javascript:window.ran='form'"><input id="go" autofocus onfocus="window.ran='focus'"></form>
      <style>body { display: none }</style> <b id="go" style="position:fixed;inset:0" onclick="window.ran='b'">b</b>
      [one](javascript:window.ran='link') [two](https://example.org/) [three](data:text/html,<script>window.ran=1</script>)
      <a href="&#106;avascript:window.ran='entity'">four</a> <a href="vbscript:x" target="_top">five</a>
      <math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.ran='m'&gt;">
      <object data="javascript:window.ran='object'"></object>

      ```js
      const x = "</code></pre><script>window.ran='code'</script>";
      ```
      """;

  private HostileModel() {}

  /// Serves it on a free port.
  ///
  /// @return its base URL
  static Future<String> start(Vertx vertx) {
    return vertx
        .createHttpServer()
        .requestHandler(HostileModel::handle)
        .listen(0, "127.0.0.1")
        .map(http -> "http://127.0.0.1:" + http.actualPort() + "/v1");
  }

  private static void handle(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> {
          JsonNode messages = JsonMapper.shared().readTree(body.toString()).get("messages");
          JsonNode last = messages.get(messages.size() - 1);
          boolean begun = last.get("role").stringValue().equals("assistant");
          int said = begun ? last.get("content").stringValue().length() : 0;
          var stream = new StringBuilder();
          for (int at = Math.min(said, TEXT.length()); at < TEXT.length(); at += PIECE) {
            String piece = TEXT.substring(at, Math.min(TEXT.length(), at + PIECE));
            stream.append(
                chunk(
                    "{\"content\":" + JsonMapper.shared().writeValueAsString(piece) + "}", "null"));
          }
          stream.append(chunk("{}", "\"stop\"")).append("data: [DONE]\n\n");
          request.response().putHeader("content-type", "text/event-stream").end(stream.toString());
        });
  }

  private static String chunk(String delta, String finish) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n"
        .formatted(delta, finish);
  }
}
