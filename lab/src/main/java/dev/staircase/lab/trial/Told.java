package dev.staircase.lab.trial;

import dev.staircase.lab.facts.FactScore;
import dev.staircase.lab.measure.ChatClient;
import dev.staircase.lab.measure.Stream;
import dev.staircase.lab.page.Json;
import dev.staircase.lab.trial.Reply.AgentCost;
import dev.staircase.lab.trial.Reply.Cost;
import dev.staircase.lab.trial.Reply.Span;
import dev.staircase.lab.trial.Reply.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a client is told of one answer, line by line of a `text/event-stream`.
final class Told implements ChatClient.Listener {
  private static final String DATA = "data: ";
  private static final String DONE = DATA + "[DONE]";

  private final long startNanos;
  private long sentNanos;
  private Stream stream = new Stream(0);
  private final List<Span> spans = new ArrayList<>();
  private final Map<Integer, JsonNode> open = new TreeMap<>();
  private @Nullable Cost cost;
  private @Nullable String error;
  private boolean done;

  /// @param startNanos when the benchmark was started
  Told(long startNanos) {
    this.startNanos = startNanos;
    this.sentNanos = startNanos;
  }

  @Override
  public void sent(long atNanos) {
    sentNanos = atNanos;
    stream = new Stream(atNanos);
  }

  @Override
  public void line(long atNanos, String line) {
    if (line.equals(DONE)) {
      done = true;
    } else if (line.startsWith(DATA)) {
      try {
        data(atNanos, Json.MAPPER.readTree(line.substring(DATA.length())));
      } catch (JacksonException e) {
        error = "expected JSON in the stream, found " + line;
      }
    }
  }

  private void data(long atNanos, JsonNode data) {
    stream.piece(atNanos, data.at("/choices/0/delta/content").asString(""));
    if (data.has("error")) {
      error = data.at("/error/message").asString(data.toString());
    }
    JsonNode event = data.at("/staircase/event");
    if (event.isObject()) {
      event(event);
    } else if (data.has("staircase")) {
      cost = cost(data.get("usage"), data.get("staircase"));
    }
  }

  private void event(JsonNode event) {
    String kind = event.path("kind").asString("");
    int call = event.path("call").asInt(-1);
    switch (kind) {
      case "call" -> open.put(call, event);
      case "end", "cut", "failure" -> {
        JsonNode begun = open.remove(call);
        if (begun != null) {
          spans.add(span(begun, event.path("at_ms").asDouble(), kind));
        }
      }
      default -> {
        // What proposers say and what befalls them has no place on a time line.
      }
    }
  }

  private static Span span(JsonNode begun, double toMs, String how) {
    return new Span(
        begun.path("agent").asString(""),
        begun.path("step").asInt(),
        begun.path("purpose").asString(""),
        begun.path("at_ms").asDouble(),
        toMs,
        how);
  }

  private static Cost cost(@Nullable JsonNode usage, JsonNode account) {
    JsonNode counted = usage == null ? Json.MAPPER.nullNode() : usage;
    List<AgentCost> agents = new ArrayList<>();
    boolean estimated = false;
    for (JsonNode agent : account.path("agents")) {
      agents.add(
          new AgentCost(
              agent.path("name").asString(""),
              agent.path("model").asString(""),
              agent.path("calls").asInt(),
              agent.path("prompt_tokens").asLong(),
              agent.path("cached_tokens").asLong(),
              agent.path("completion_tokens").asLong()));
      estimated |= agent.path("estimated").asBoolean();
    }
    return new Cost(
        counted.path("prompt_tokens").asLong(),
        counted.at("/prompt_tokens_details/cached_tokens").asLong(),
        counted.path("completion_tokens").asLong(),
        number(counted.path("cost_usd")),
        account.path("steps").asInt(),
        account.path("calls").asInt(),
        number(account.at("/late_evidence/after_50")),
        number(account.at("/late_evidence/never")),
        estimated,
        agents);
  }

  private static @Nullable Double number(JsonNode value) {
    return value.isNumber() ? value.doubleValue() : null;
  }

  /// What it came to.
  ///
  /// @param scored whether the models speak from the fact base
  /// @param broken what went wrong beside what was told; null for nothing
  Reply reply(Slot slot, boolean scored, @Nullable String broken) {
    String text = stream.text();
    String why = error != null ? error : broken;
    if (why == null && !done) {
      why =
          "expected the stream to end with [DONE], it broke off after %d characters"
              .formatted(text.length());
    }
    return new Reply(
        slot.variant(),
        slot.round(),
        slot.prompt().id(),
        (sentNanos - startNanos) / 1e6,
        text.isEmpty() ? null : times(),
        cost,
        null,
        scored ? facts(slot.prompt().text(), text) : null,
        List.copyOf(spans),
        text,
        why);
  }

  private static @Nullable FactScore facts(String question, String answer) {
    FactScore score = FactScore.of(question, answer);
    return score.known() == 0 ? null : score;
  }

  private Times times() {
    Stream.Figures figures = stream.figures();
    var t50 = stream.t50Ms();
    return new Times(
        figures.ttftMs(),
        figures.ttstMs(),
        t50.isPresent() ? t50.getAsDouble() : null,
        figures.e2eMs(),
        figures.itlMs(),
        figures.stallMs(),
        figures.tokens() / figures.e2eMs() * 1_000,
        figures.tokens(),
        Arrays.stream(stream.gapsMs()).map(gap -> Math.round(gap * 1_000) / 1e3).boxed().toList());
  }
}
