package dev.staircase.core.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Spoils JSON and bytes as a seed says, so that what reads them can be shown to bear it.
public final class Spoiler {
  /// Strings, numbers, words, and what is empty.
  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|-?\\d+(?:\\.\\d+)?|true|false|null|\\[\\]|\\{\\}");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1",
          "2",
          "0.5",
          "-0.0",
          "1e99",
          "1e400",
          "-1e-400",
          "1e9999999",
          "2147483648",
          "9223372036854775808",
          "-123456789012345678901234567890",
          "NaN",
          "01",
          "\"\"",
          "\" \"",
          "\"0\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\ud83d\\ude00\"",
          "\"\u00e9\u6f22\"",
          "\"\\r\\nX-Evil: 1\"",
          "\"http://127.0.0.1:1/\"",
          "\"../../../etc/passwd\"",
          "\"%s%n${jndi:x}\"",
          "\"" + "long ".repeat(1_000) + "\"",
          "[]",
          "{}",
          "[null]",
          "[[],{}]",
          "{\"\":null}",
          "{\"type\":\"text\",\"text\":7}",
          "[1,\"a\",true]",
          "[".repeat(600) + "]".repeat(600),
          "9".repeat(1_200));

  private static final String BYTES = "{}[]\":,0-e9\\u \n\r\u0000n";

  /// Seeds that follow each other draw alike at first, unless they are spread.
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final Random random;

  public Spoiler(long seed) {
    random = new Random(seed * MIX);
  }

  /// A number from 0 to below a bound.
  public int draw(int bound) {
    return random.nextInt(bound);
  }

  public <T> T draw(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /// JSON with one or two of its values or keys replaced, by values that are asking for trouble or
  /// by others of its own.
  public String json(String json) {
    String spoilt = json;
    for (int left = 1 + random.nextInt(2); left > 0; left--) {
      List<MatchResult> tokens = TOKEN.matcher(spoilt).results().toList();
      if (tokens.isEmpty()) {
        return spoilt;
      }
      MatchResult token = draw(tokens);
      boolean key = spoilt.startsWith(":", token.end());
      String other = random.nextInt(3) == 0 || key ? draw(tokens).group() : draw(VALUES);
      spoilt = spoilt.substring(0, token.start()) + other + spoilt.substring(token.end());
    }
    return spoilt;
  }

  /// Bytes with one to four of them changed, or a stretch of them dropped or said twice.
  public byte[] bytes(byte[] bytes) {
    byte[] body = bytes.clone();
    for (int left = 1 + random.nextInt(4); left > 0 && body.length > 0; left--) {
      int at = random.nextInt(body.length);
      int end = Math.min(body.length, at + random.nextInt(30));
      switch (random.nextInt(4)) {
        case 0 -> body[at] = (byte) random.nextInt(256);
        case 1 -> body[at] = (byte) BYTES.charAt(random.nextInt(BYTES.length()));
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
