package dev.staircase.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What is made of the lines that a server sends.
final class ToldTest {
  private static final Slot SLOT =
      new Slot(Replies.STAIRCASE, 0, Prompt.of("sky", "Why is the sky blue?"), true);
  private static final String ACCOUNT =
      """
      data: {"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":4},"cost_usd":0.25},"staircase":{"steps":2,"calls":3,"late_evidence":{"after_50":0.5,"after_80":0.2,"never":0.1},"agents":[{"name":"p1","model":"m","calls":1,"prompt_tokens":6,"cached_tokens":4,"completion_tokens":2,"estimated":true}]}}\
      """;

  private final Told told = new Told(0);

  private void lines(String... lines) {
    for (int i = 0; i < lines.length; i++) {
      told.line((i + 1) * 10_000_000L, lines[i]);
    }
  }

  private static String text(String content) {
    return "data: {\"choices\":[{\"delta\":{\"content\":\"" + content + "\"}}]}";
  }

  private static String event(String event) {
    return "data: {\"choices\":[{\"delta\":{}}],\"staircase\":{\"event\":{" + event + "}}}";
  }

  @Test
  void aWholeAnswer() {
    lines(
        ": still here",
        event(
            "\"kind\":\"call\",\"at_ms\":1.5,\"agent\":\"p1\",\"call\":0,\"step\":1,\"purpose\":\"step\""),
        event("\"kind\":\"text\",\"at_ms\":2,\"agent\":\"p1\",\"call\":0,\"text\":\"no content\""),
        text("Blue"),
        event("\"kind\":\"cut\",\"at_ms\":30.5,\"agent\":\"p1\",\"call\":0"),
        text(" light"),
        ACCOUNT,
        "",
        "data: [DONE]");
    Reply reply = told.reply(SLOT, false, null);
    assertThat(reply.error()).isNull();
    assertThat(reply.answer()).isEqualTo("Blue light");
    var times = Objects.requireNonNull(reply.times());
    assertThat(times.ttftMs()).isEqualTo(40);
    assertThat(times.e2eMs()).isEqualTo(60);
    assertThat(times.gapsMs()).containsExactly(20.0);
    assertThat(reply.spans()).containsExactly(new Reply.Span("p1", 1, "step", 1.5, 30.5, "cut"));
    var cost = Objects.requireNonNull(reply.cost());
    assertThat(cost.promptTokens()).isEqualTo(10);
    assertThat(cost.cachedTokens()).isEqualTo(4);
    assertThat(cost.usd()).isEqualTo(0.25);
    assertThat(cost.lateAfter50()).isEqualTo(0.5);
    assertThat(cost.estimated()).isTrue();
    assertThat(cost.agents()).containsExactly(new Reply.AgentCost("p1", "m", 1, 6, 4, 2));
    assertThat(reply.facts()).isNull();
  }

  @Test
  void anErrorWithinTheStream() {
    lines(text("Blue"), "event: error", "data: {\"error\":{\"message\":\"all models failed\"}}");
    Reply reply = told.reply(SLOT, true, null);
    assertThat(reply.error()).isEqualTo("all models failed");
    assertThat(reply.answer()).isEqualTo("Blue");
    assertThat(Objects.requireNonNull(reply.facts()).known()).isEqualTo(12);
  }

  @Test
  void aStreamThatBreaksOff() {
    lines(text("Blue"));
    assertThat(told.reply(SLOT, false, null).error())
        .isEqualTo("expected the stream to end with [DONE], it broke off after 4 characters");
    assertThat(new Told(0).reply(SLOT, false, "HTTP 503: busy"))
        .matches(reply -> reply.times() == null && "HTTP 503: busy".equals(reply.error()));
  }
}
