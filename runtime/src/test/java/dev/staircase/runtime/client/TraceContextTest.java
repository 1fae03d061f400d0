package dev.staircase.runtime.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceContextTest {
  private static final String IDS = "-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  /// What is read of the headers of a request; `none` for a trace that begins anew.
  @ParameterizedTest
  @CsvSource({
    "00, '', v=1, 00, v=1",
    "00, '', , 00, ",
    "00, '', v=ü, 00, ",
    "00, -more, v=1, none, ",
    "01, '', v=1, 01, v=1",
    "cc, -more-to-come, v=1, cc, v=1",
    "01, more, v=1, none, ",
    "ff, '', v=1, none, ",
    "0G, '', v=1, none, ",
  })
  void headersAsTheyCome(
      String version, String rest, @Nullable String state, String read, @Nullable String kept) {
    TraceContext context = TraceContext.of(version + IDS + rest, state);
    if (read.equals("none")) {
      assertThat(context).isNull();
    } else {
      assertThat(context).isEqualTo(new TraceContext(read + IDS, kept));
    }
  }
}
