package dev.staircase.runtime.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.staircase.runtime.client.AnswerReader.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Answers with wrong bytes in them are read to some end, whatever it is, and told as it is said
/// that they are.
class AnswerReaderFuzzTest {
  private static final int SEEDS = 5_000;

  private static final byte[] ANSWER =
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

      """
          .getBytes(UTF_8);

  private static final byte[] WHOLE =
      """
      {"choices":[{"message":{"content":"ab","tool_calls":[{"id":"c"}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":9}}
      """
          .getBytes(UTF_8);

  @Test
  void wrongBytesAreNoReasonToThrow() {
    int failed = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      byte[] body = spoilt(random.nextInt(4) == 0 ? WHOLE : ANSWER, random);
      Heard heard = new Heard();
      Outcome outcome = read(body, heard, random, seed);
      failed += outcome instanceof Outcome.Failed ? 1 : 0;
      assertThat(heard.usages).allMatch(u -> u.cachedTokens() <= u.promptTokens());
    }
    assertThat(failed).isBetween(SEEDS / 10, SEEDS * 9 / 10);
  }

  private static Outcome read(byte[] body, Heard heard, Random random, int seed) {
    var reader = new AnswerReader(new CallErrors("local/p1", List.of()), true, heard);
    try {
      for (int from = 0; from < body.length; ) {
        int to = Math.min(body.length, from + 1 + random.nextInt(200));
        reader.feed(Arrays.copyOfRange(body, from, to));
        from = to;
      }
      return reader.end();
    } catch (RuntimeException e) {
      return fail("seed " + seed + ": " + new String(body, UTF_8), e);
    }
  }

  /// One to four times a byte changed, a stretch dropped, or a stretch said twice.
  private static byte[] spoilt(byte[] answer, Random random) {
    String alphabet = "{}[]\":,0-e9\\u \n\r\u0000n";
    byte[] body = answer.clone();
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      int at = random.nextInt(body.length);
      int end = Math.min(body.length, at + random.nextInt(30));
      switch (random.nextInt(4)) {
        case 0 -> body[at] = (byte) random.nextInt(256);
        case 1 -> body[at] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
        case 2 -> body = joined(body, at, end);
        default -> body = joined(body, end, at);
      }
    }
    return body;
  }

  /// What stands before `to` and what stands from `from` on.
  private static byte[] joined(byte[] body, int to, int from) {
    byte[] joined = Arrays.copyOf(body, to + body.length - from);
    System.arraycopy(body, from, joined, to, body.length - from);
    return joined;
  }
}
