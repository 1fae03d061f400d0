package dev.staircase.runtime.client;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Tokens;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a stream that is passed on: tells its data one by one, as they came, and finds out what
/// was counted and whether it was cut. Does no I/O.
final class PassedReader {
  private static final JsonMapper JSON = new JsonMapper();

  private final CallErrors errors;
  private final boolean usageWanted;
  private final Consumer<String> sink;
  private final SseDecoder decoder = new SseDecoder(AnswerReader.MAX_EVENT_BYTES);
  private boolean done;
  private boolean finished;
  private long chars;
  private int tokens;
  private @Nullable Usage usage;
  private @Nullable CallError failure;

  /// @param usageWanted whether data that holds the usage alone is told as well
  PassedReader(CallErrors errors, boolean usageWanted, Consumer<String> sink) {
    this.errors = errors;
    this.usageWanted = usageWanted;
    this.sink = sink;
  }

  void feed(byte[] bytes) {
    try {
      decoder.feed(bytes, 0, bytes.length, this::event);
    } catch (SseDecoder.TooLongException e) {
      failure =
          errors.broken(
              "events of at most " + AnswerReader.MAX_EVENT_BYTES + " bytes", "a longer one");
    }
  }

  /// Why the stream is of no use any more, or null.
  @Nullable CallError failure() {
    return failure;
  }

  /// Whether it said itself that it was over.
  boolean done() {
    return done;
  }

  /// What the upstream counted; null while it has not.
  @Nullable Usage usage() {
    return usage;
  }

  /// How many tokens came, by estimate.
  int tokens() {
    return tokens;
  }

  /// Why a stream that came to its end failed, or null where it was whole.
  @Nullable CallError end() {
    return failure == null && !finished ? errors.cut(chars) : failure;
  }

  private void event(SseDecoder.Event event) {
    String data = event.data().strip();
    if (failure != null || done || data.isEmpty()) {
      return;
    }
    if (data.equals("[DONE]")) {
      done = true;
      return;
    }
    JsonNode json;
    try {
      json = JSON.readTree(data);
    } catch (JacksonException e) {
      failure = errors.broken("JSON as data", data);
      return;
    }
    if (event.name().equals("error") || json.hasNonNull("error")) {
      failure = errors.said(json);
      return;
    }
    look(json);
    boolean countsAlone = json.path("choices").isEmpty() && json.hasNonNull("usage");
    if (usageWanted || !countsAlone) {
      chars += data.length();
      sink.accept(json.toString());
    }
  }

  private void look(JsonNode json) {
    Usage counted = ChunkFields.usage(json);
    usage = counted == null ? usage : counted;
    for (JsonNode choice : json.path("choices")) {
      finished |= choice.hasNonNull("finish_reason");
      tokens += Tokens.in(ChunkFields.content(choice));
    }
  }
}
