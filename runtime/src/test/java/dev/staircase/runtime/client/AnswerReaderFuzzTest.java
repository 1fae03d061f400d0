package dev.staircase.runtime.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.staircase.core.testing.Spoiler;
import dev.staircase.runtime.client.AnswerReader.Outcome;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Answers with wrong bytes in them are read to some end, whatever it is, and told as it is said
/// that they are.
class AnswerReaderFuzzTest {
  /// `-Dfuzz.cases=1000000` runs more.
  private static final int SEEDS = Integer.getInteger("fuzz.cases", 5_000);

  private static final String ANSWER =
      """
      : hello\r
      data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"H\u00e9"},"logprobs":{"content":[{"token":"H","logprob":-1.5,"bytes":[72]}]}}]}\r
      \r
      data: {"choices":[{"index":0,"delta":{"content":[{"type":"text","text":"\ud83d\ude00"}],"reasoning":"hm"}}],"usage":null}

      event: message
      data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":"{}"}}]}}]}

      data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":9,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":4}}}

      data: {"error":{"message":"late","code":429}}

      data: [DONE]

      """;

  private static final String WHOLE =
      """
      {"choices":[{"message":{"content":"ab","tool_calls":[{"id":"c"}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":9}}
      """;

  @Test
  void wrongBytesAreNoReasonToThrow() {
    int failed = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Spoiler spoiler = new Spoiler(seed);
      String right = spoiler.draw(4) == 0 ? WHOLE : ANSWER;
      byte[] body =
          spoiler.draw(2) == 0
              ? spoiler.bytes(right.getBytes(UTF_8))
              : spoiler.json(right).getBytes(UTF_8);
      Heard heard = new Heard();
      Outcome outcome = read(body, heard, spoiler, seed);
      failed += outcome instanceof Outcome.Failed ? 1 : 0;
      assertThat(heard.usages).allMatch(u -> u.cachedTokens() <= u.promptTokens());
    }
    assertThat(failed).isBetween(SEEDS / 10, SEEDS * 9 / 10);
  }

  private static Outcome read(byte[] body, Heard heard, Spoiler spoiler, int seed) {
    var reader = new AnswerReader(new CallErrors("local/p1", List.of()), true, heard);
    try {
      for (int from = 0; from < body.length; ) {
        int to = Math.min(body.length, from + 1 + spoiler.draw(200));
        reader.feed(Arrays.copyOfRange(body, from, to));
        from = to;
      }
      return reader.end();
    } catch (RuntimeException e) {
      return fail("seed " + seed + ": " + new String(body, UTF_8), e);
    }
  }
}
