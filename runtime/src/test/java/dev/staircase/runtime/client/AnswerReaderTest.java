package dev.staircase.runtime.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.CallError.Kind;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Usage;
import dev.staircase.runtime.client.AnswerReader.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerReaderTest {
  private static final String DONE = "data: [DONE]\n\n";
  private static final String STOP =
      data("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
  private static final String USAGE =
      "{\"prompt_tokens\":9,\"completion_tokens\":2,\"prompt_tokens_details\":{\"cached_tokens\":4}}";

  private static String data(String json) {
    return "data: " + json + "\n\n";
  }

  private static String text(String text) {
    return data(
        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
            + text
            + "\"},\"finish_reason\":null}]}");
  }

  record Case(String what, String body, String text, Finish finish, @Nullable Usage usage) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static Case ok(String what, String body, String text) {
    return new Case(what, body, text, Finish.STOP, null);
  }

  static Stream<Case> answers() {
    return Stream.of(
        ok("plain", text("Hé") + text("llo😀") + STOP + DONE, "Héllo😀"),
        ok(
            "a role first",
            data("{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}")
                + text("a")
                + STOP,
            "a"),
        ok("without [DONE]", text("a") + STOP, "a"),
        ok(
            "a byte order mark and CRLF",
            "\uFEFF" + (text("a") + STOP + DONE).replace("\n", "\r\n"),
            "a"),
        ok(
            "comments and pings",
            ": ok\n\n" + text("a") + "event: ping\ndata: pong\n\n" + STOP + DONE,
            "a"),
        ok(
            "reasoning is not the answer",
            data("{\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}")
                + data("{\"choices\":[{\"delta\":{\"reasoning\":\"hm\",\"content\":null}}]}")
                + text("a")
                + STOP,
            "a"),
        ok(
            "content in parts",
            data(
                    "{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]},"
                        + "{\"type\":\"text\",\"text\":\"a\"}]}}]}")
                + STOP,
            "a"),
        ok(
            "completions",
            data("{\"choices\":[{\"index\":0,\"text\":\"a\",\"finish_reason\":null}]}")
                + data("{\"choices\":[{\"index\":0,\"text\":\"b\",\"finish_reason\":\"stop\"}]}")
                + DONE,
            "ab"),
        ok(
            "other choices are not ours",
            data("{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"x\"}}]}") + text("a") + STOP,
            "a"),
        ok(
            "missing choices",
            data("{\"id\":\"x\"}")
                + text("a")
                + data("{\"choices\":null,\"error\":null}")
                + STOP
                + DONE,
            "a"),
        ok(
            "two choices in a chunk",
            data(
                    "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"},"
                        + "{\"index\":0,\"delta\":{\"content\":\"a\"}}]}")
                + STOP,
            "a"),
        ok("finished twice", text("a") + STOP + STOP.replace("stop", "length") + DONE, "a"),
        ok(
            "line ends mixed",
            text("a").replace("\n\n", "\r\r") + text("b").replace("\n\n", "\r\n\n") + STOP,
            "ab"),
        ok(
            "a content of null",
            data(
                    "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":null}}]}")
                + text("a")
                + STOP,
            "a"),
        ok("empty deltas", text("").repeat(3) + text("a") + STOP, "a"),
        ok("half a pair waits for the other", text("a\\ud83d") + text("\\ude00b") + STOP, "a😀b"),
        ok("half a pair at the end", text("a\\ud83d") + STOP, "a\uFFFD"),
        ok(
            "what follows a finish is ignored",
            text("a")
                + STOP
                + text("b")
                + data("nonsense")
                + data("{\"error\":{\"message\":\"late\"}}")
                + DONE
                + text("c"),
            "a"),
        new Case(
            "usage behind the finish",
            text("a") + STOP + data("{\"choices\":[],\"usage\":" + USAGE + "}") + DONE,
            "a",
            Finish.STOP,
            new Usage(9, 4, 2)),
        new Case(
            "usage in every chunk, the last counts",
            data(
                    "{\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1}}")
                + data(
                    "{\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}],\"usage\":"
                        + USAGE
                        + "}")
                + DONE,
            "a",
            Finish.LENGTH,
            new Usage(9, 4, 2)),
        new Case(
            "usage of DeepSeek",
            text("a")
                + data(
                    "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"prompt_cache_hit_tokens\":3}}"),
            "a",
            Finish.STOP,
            new Usage(9, 3, 2)),
        new Case(
            "usage null until the end",
            data("{\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":null}") + STOP + DONE,
            "a",
            Finish.STOP,
            null),
        new Case(
            "a stream that was not streamed",
            "\n"
                + " {\"choices\":[{\"message\":{\"content\":\"Hé\\n\"},\"finish_reason\":\"length\"}],\n"
                + "\"usage\":"
                + USAGE
                + "}\n",
            "Hé\n",
            Finish.LENGTH,
            new Usage(9, 4, 2)));
  }

  record Read(String text, Outcome outcome) {}

  private static final CallErrors ERRORS =
      new CallErrors("local/p1", List.of(new Secret("sk-very-secret")));

  private static Read read(byte[] body, int... cuts) {
    var heard = new Heard();
    var reader = new AnswerReader(ERRORS, false, heard);
    int from = 0;
    for (int cut : cuts) {
      reader.feed(Arrays.copyOfRange(body, from, cut));
      from = cut;
    }
    reader.feed(Arrays.copyOfRange(body, from, body.length));
    Outcome outcome = reader.end();
    return new Read(heard.text.toString(), outcome);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answersAreReadWhereverTheyAreSplit(Case answer) {
    byte[] body = answer.body().getBytes(UTF_8);
    var expected = new Read(answer.text(), new Outcome.Ended(answer.finish(), answer.usage()));
    assertThat(read(body)).isEqualTo(expected);
    for (int cut = 0; cut <= body.length; cut++) {
      assertThat(read(body, cut)).as("cut at %d", cut).isEqualTo(expected);
    }
    assertThat(read(body, IntStream.range(0, body.length).toArray())).isEqualTo(expected);
  }

  record Broken(String what, String body, String text, Kind kind, int status, String message) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Broken> broken() {
    return Stream.of(
        new Broken("cut", text("abc"), "abc", Kind.THEIRS, 0, "cut off after 3 characters"),
        new Broken(
            "done without a finish",
            text("abc") + DONE + STOP,
            "abc",
            Kind.THEIRS,
            0,
            "cut off after 3 characters"),
        new Broken("nothing", "", "", Kind.THEIRS, 0, "cut off after 0 characters"),
        new Broken(
            "a page",
            "<html><body>Welcome</body></html>",
            "",
            Kind.THEIRS,
            0,
            "cut off after 0 characters"),
        new Broken(
            "an error as data",
            text("a")
                + data("{\"error\":{\"message\":\"out of memory\",\"code\":\"x\"}}")
                + text("b"),
            "a",
            Kind.THEIRS,
            0,
            "out of memory"),
        new Broken(
            "an error as event",
            "event: error\n" + data("{\"error\":{\"message\":\"overloaded\"}}"),
            "",
            Kind.THEIRS,
            0,
            "overloaded"),
        new Broken(
            "an error as event, no JSON",
            "event: error\n" + data("Bad gateway"),
            "",
            Kind.THEIRS,
            0,
            "Bad gateway"),
        new Broken(
            "an error with a status",
            data("{\"error\":{\"message\":\"slow down\",\"code\":429}}"),
            "",
            Kind.LIMIT,
            429,
            "slow down"),
        new Broken(
            "an error of older vLLM",
            data("{\"object\":\"error\",\"message\":\"too long\",\"code\":400}"),
            "",
            Kind.OURS,
            400,
            "too long"),
        new Broken(
            "a JSON error instead of a stream",
            "{\"error\":\"model not loaded\"}",
            "",
            Kind.THEIRS,
            0,
            "model not loaded"),
        new Broken(
            "a JSON answer without finish",
            "{\"choices\":[{\"message\":{\"content\":\"ab\"}}]}",
            "ab",
            Kind.THEIRS,
            0,
            "after 2 characters"),
        new Broken(
            "half a JSON answer",
            "{\"choices\":[{\"mess",
            "",
            Kind.THEIRS,
            0,
            "expected a JSON object"),
        new Broken(
            "data that is no JSON", text("a") + data("oops"), "a", Kind.THEIRS, 0, "found oops"),
        new Broken("data that is no object", data("[1]"), "", Kind.THEIRS, 0, "found [1]"),
        new Broken(
            "a tool call",
            data("{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0}]}}]}"),
            "",
            Kind.THEIRS,
            0,
            "expected text, since no tools were offered, found tool calls"),
        new Broken(
            "a function call",
            data("{\"choices\":[{\"delta\":{\"function_call\":{\"name\":\"f\"}}}]}"),
            "",
            Kind.THEIRS,
            0,
            "expected tool_calls, found a function_call"),
        new Broken(
            "another choice alone",
            data(
                "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}"),
            "",
            Kind.THEIRS,
            0,
            "cut off after 0 characters"),
        new Broken(
            "an echoed key, masked",
            "{\"error\":{\"message\":\"bad key sk-very-secret\\r\\nX\"}}",
            "",
            Kind.THEIRS,
            0,
            "bad key *** X"),
        new Broken(
            "too long an event",
            "data: " + "x".repeat(AnswerReader.MAX_EVENT_BYTES),
            "",
            Kind.THEIRS,
            0,
            "at most 1048576 bytes"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void brokenAnswersFailWithTheUpstreamsWords(Broken answer) {
    Read read = read(answer.body().getBytes(UTF_8));
    assertThat(read.text()).isEqualTo(answer.text());
    assertThat(read.outcome()).isInstanceOf(Outcome.Failed.class);
    var error = ((Outcome.Failed) read.outcome()).error();
    assertThat(error.kind()).isEqualTo(answer.kind());
    assertThat(error.status()).isEqualTo(answer.status());
    assertThat(error.message())
        .contains(answer.message())
        .contains("local/p1")
        .doesNotContain("sk-very");
  }

  @ParameterizedTest
  @CsvSource({
    "stop, STOP",
    "eos, STOP",
    "end_turn, STOP",
    "length, LENGTH",
    "max_tokens, LENGTH",
    "content_filter, CONTENT_FILTER"
  })
  void finishReasonsAreUnderstood(String reason, Finish finish) {
    String body = text("a") + STOP.replace("\"stop\"", "\"" + reason + "\"");
    assertThat(read(body.getBytes(UTF_8)).outcome()).isEqualTo(new Outcome.Ended(finish, null));
  }

  @ParameterizedTest
  @CsvSource({"tool_calls", "function_call", "error", "abort", "insufficient_system_resource"})
  void otherFinishReasonsAreTheUpstreamsFailure(String reason) {
    String body = text("a") + STOP.replace("\"stop\"", "\"" + reason + "\"");
    assertThat(read(body.getBytes(UTF_8)).outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.error().kind()).isEqualTo(Kind.THEIRS);
              assertThat(failed.error().message()).contains("finish_reason " + reason);
            });
  }

  @Test
  void onlyTextAndReasoningAreSignsOfLife() {
    var reader = new AnswerReader(ERRORS, false, new Heard());
    reader.feed(
        (": ping\n\n" + text("") + text(" \\n") + data("{\"choices\":[]}")).getBytes(UTF_8));
    assertThat(reader.pieces()).isZero();
    reader.feed(data("{\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}").getBytes(UTF_8));
    assertThat(reader.pieces()).isEqualTo(1);
    reader.feed(text("a").getBytes(UTF_8));
    assertThat(reader.pieces()).isEqualTo(2);
  }

  @Test
  void anAnswerIsBounded() {
    byte[] piece = text("x".repeat(1 << 19)).getBytes(UTF_8);
    var reader = new AnswerReader(ERRORS, false, new Heard());
    int fed = 0;
    while (reader.failure() == null && fed < 100) {
      reader.feed(piece);
      fed++;
    }
    assertThat(fed).isEqualTo(33);
    assertThat(reader.end())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.error().kind()).isEqualTo(Kind.LIMIT));
  }

  @Test
  void allIsKnownWithFinishAndUsageOrWithDone() {
    var reader = new AnswerReader(ERRORS, false, new Heard());
    reader.feed(STOP.getBytes(UTF_8));
    assertThat(reader.finished()).isTrue();
    assertThat(reader.complete()).isFalse();
    reader.feed(DONE.getBytes(UTF_8));
    assertThat(reader.complete()).isTrue();
  }
}
