package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListenersTest {
  /// Vert.x deals the connections of one shared port out to all who listen there.
  @Test
  void serversOnFreePortsShareNone() {
    Vertx vertx = Vertx.vertx();
    try {
      var open =
          IntStream.range(0, 2)
              .mapToObj(i ->
                  Listeners.open(
                          vertx,
                          "127.0.0.1",
                          0,
                          http -> http.requestHandler(r -> r.response().end("server " + i)))
                      .await())
              .toList();
      assertThat(open.getFirst().port()).isNotEqualTo(open.getLast().port());
      for (int i = 0; i < 8; i++) {
        int which = i % 2;
        var said =
            vertx
                .createHttpClient()
                .request(HttpMethod.GET, open.get(which).port(), "127.0.0.1", "/")
                .compose(request -> request.send())
                .compose(response -> response.body())
                .await();
        assertThat(said.toString()).isEqualTo("server " + which);
      }
    } finally {
      vertx.close().await();
    }
  }
}
