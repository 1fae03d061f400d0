package dev.staircase.runtime.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.staircase.runtime.client.SseDecoder.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SseDecoderTest {
  /// @param latin1 a character for each byte
  record Corpus(String what, String latin1, List<Event> events) {
    static Corpus of(String what, String text, Event... events) {
      return new Corpus(what, new String(text.getBytes(UTF_8), ISO_8859_1), List.of(events));
    }

    byte[] bytes() {
      return latin1.getBytes(ISO_8859_1);
    }

    @Override
    public String toString() {
      return what;
    }
  }

  private static Event data(String data) {
    return new Event("", data);
  }

  static Stream<Corpus> corpora() {
    return Stream.of(
        Corpus.of("LF", "data: a\n\ndata: b\n\n", data("a"), data("b")),
        Corpus.of("CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", data("a"), data("b")),
        Corpus.of("CR", "data: a\r\rdata: b\r\r", data("a"), data("b")),
        Corpus.of(
            "line ends mixed",
            "data: a\r\n\ndata: b\n\rdata: c\r\r\n",
            data("a"),
            data("b"),
            data("c")),
        Corpus.of("comments", ": hello\n:\n\ndata: a\n: between\n\n", data("a")),
        Corpus.of("many lines", "data: a\ndata:b\ndata\ndata:  c\n\n", data("a\nb\n\n c")),
        Corpus.of("byte order mark", "\uFEFFdata: a\n\n\uFEFFdata: b\n\n", data("a")),
        Corpus.of("two marks", "\uFEFF\uFEFFdata: a\n\ndata: b\n\n", data("b")),
        Corpus.of(
            "names",
            "event: error\ndata: x\n\ndata: y\n\nevent\ndata: z\n\n",
            new Event("error", "x"),
            data("y"),
            data("z")),
        Corpus.of("a name without data", "event: ping\n\ndata: a\n\n", data("a")),
        Corpus.of("empty data", "data\n\ndata:\n\ndata: \n\n", data(""), data(""), data("")),
        Corpus.of(
            "id, retry, unknown",
            "id: 7\nretry: 10\nfoo: bar\nData: no\n data: no\ndata: a\n\n",
            data("a")),
        Corpus.of(
            "garbage", "\u0000\u0001<html>\n}{\n::::\n\n\n\ndata: a:b: c\n\n", data("a:b: c")),
        Corpus.of("beyond ASCII", "data: é€😀\ndata: \u2028\u0085\n\n", data("é€😀\n\u2028\u0085")),
        Corpus.of("an unfinished last event is dropped", "data: a\n\ndata: b\n", data("a")),
        new Corpus(
            "malformed UTF-8",
            "data: a\u00C3b\n\ndata: \u00FF\n\n",
            List.of(data("a\uFFFDb"), data("\uFFFD"))));
  }

  private static List<Event> decode(byte[] bytes, int... cuts) {
    var events = new ArrayList<Event>();
    var decoder = new SseDecoder(1000);
    int from = 0;
    for (int cut : cuts) {
      decoder.feed(bytes, from, cut, events::add);
      from = cut;
    }
    decoder.feed(bytes, from, bytes.length, events::add);
    return events;
  }

  @ParameterizedTest
  @MethodSource("corpora")
  void everySplitGivesTheSameEvents(Corpus corpus) {
    byte[] bytes = corpus.bytes();
    assertThat(decode(bytes)).isEqualTo(corpus.events());
    for (int first = 0; first <= bytes.length; first++) {
      for (int second = first; second <= bytes.length; second++) {
        assertThat(decode(bytes, first, second))
            .as("cut at %d and %d", first, second)
            .isEqualTo(corpus.events());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("corpora")
  void byteByByteGivesTheSameEvents(Corpus corpus) {
    byte[] bytes = corpus.bytes();
    int[] everywhere = IntStream.range(0, bytes.length).toArray();
    assertThat(decode(bytes, everywhere)).isEqualTo(corpus.events());
  }

  @Test
  void anEventIsToldWithTheFirstByteOfItsBlankLine() {
    assertThat(decode("data: a\r\n\r".getBytes(UTF_8))).containsExactly(data("a"));
  }

  @Test
  void anEventThatIsTooLongIsAnErrorWhereverItIsCut() {
    for (String text :
        List.of(
            "data: " + "x".repeat(60) + "\n\n",
            "data: 0123456789\n".repeat(6) + "\n",
            "x".repeat(60))) {
      byte[] bytes = text.getBytes(UTF_8);
      for (int cut = 0; cut <= bytes.length; cut++) {
        var decoder = new SseDecoder(50);
        int at = cut;
        assertThatThrownBy(
                () -> {
                  decoder.feed(bytes, 0, at, event -> {});
                  decoder.feed(bytes, at, bytes.length, event -> {});
                })
            .isInstanceOf(SseDecoder.TooLongException.class)
            .hasMessageContaining("at most 50 bytes");
      }
    }
  }

  @Test
  void manyShortEventsAreNotTooLong() {
    assertThat(decode("data: 0123456789\n: comment\n\n".repeat(500).getBytes(UTF_8))).hasSize(500);
  }
}
