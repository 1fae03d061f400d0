package dev.staircase.runtime.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Usage;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the body of a 200 as the answer of one call, fed bytes split anywhere. Does no I/O and
/// knows no time.
///
/// A body that begins with a brace is one JSON object (an error, or an answer of an upstream that
/// ignored `stream`), any other a stream of events; content types are not trusted. What comes
/// behind a finish, except usage, is ignored.
final class AnswerReader {
  /// The most that one event of the stream may hold.
  static final int MAX_EVENT_BYTES = 1 << 20;

  /// The most that an answer may hold.
  static final int MAX_ANSWER_CHARS = 16 << 20;

  /// How an answer ended.
  sealed interface Outcome {
    /// By itself, with the upstream's count where it sent one.
    record Ended(Finish finish, @Nullable Usage usage) implements Outcome {}

    /// With an error.
    record Failed(CallError error) implements Outcome {}
  }

  /// What is told of an answer while it is read.
  interface Sink {
    /// A piece of text; never empty, never half a surrogate pair.
    void text(String text);

    /// The `tool_calls` of a delta.
    void toolCalls(String json);

    /// A token of the text to come, in UTF-8, and its entry in the list of log probabilities.
    void logprob(byte[] bytes, String json);

    /// One of the upstream's counts, before the text that came with it.
    void usage(Usage usage);
  }

  private enum Shape {
    UNKNOWN,
    EVENTS,
    JSON
  }

  private static final JsonMapper JSON = new JsonMapper();

  private final CallErrors errors;
  private final boolean tools;
  private final Sink sink;
  private final PairedText text;
  private final SseDecoder decoder = new SseDecoder(MAX_EVENT_BYTES);
  private final ByteArrayOutputStream wholeBody = new ByteArrayOutputStream(0);
  private Shape shape = Shape.UNKNOWN;
  private long pieces;
  private long toolChars;
  private boolean done;
  private @Nullable Finish finish;
  private @Nullable Usage usage;
  private @Nullable CallError failure;

  /// @param tools whether the model may call tools; it breaks the protocol where not
  AnswerReader(CallErrors errors, boolean tools, Sink sink) {
    this.errors = errors;
    this.tools = tools;
    this.sink = sink;
    this.text = new PairedText(sink::text);
  }

  /// Takes the next bytes of the body.
  void feed(byte[] bytes) {
    int from = 0;
    while (shape == Shape.UNKNOWN && from < bytes.length) {
      shape = shapeBy(bytes[from]);
      from += shape == Shape.UNKNOWN ? 1 : 0;
    }
    try {
      decoder.feed(bytes, 0, shape == Shape.JSON ? from : bytes.length, this::event);
    } catch (SseDecoder.TooLongException e) {
      fail(errors.broken("events of at most " + MAX_EVENT_BYTES + " bytes", "a longer one"));
    }
    if (shape == Shape.JSON && failure == null) {
      wholeBody.write(bytes, from, bytes.length - from);
      if (wholeBody.size() > MAX_ANSWER_CHARS) {
        fail(errors.tooMuch(MAX_ANSWER_CHARS));
      }
    }
  }

  /// White space and a byte order mark tell nothing yet.
  private static Shape shapeBy(byte b) {
    return switch (b) {
      case ' ', '\t', '\r', '\n', (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> Shape.UNKNOWN;
      case '{' -> Shape.JSON;
      default -> Shape.EVENTS;
    };
  }

  /// What the answer is when no more bytes come.
  Outcome end() {
    if (shape == Shape.JSON && failure == null && wholeBody.size() > 0) {
      json("", wholeBody.toString(UTF_8));
      wholeBody.reset();
    }
    if (failure != null) {
      return new Outcome.Failed(failure);
    }
    return finish == null
        ? new Outcome.Failed(errors.cut(text.chars()))
        : new Outcome.Ended(finish, usage);
  }

  /// Why the answer failed, or null while it has not.
  @Nullable CallError failure() {
    return failure;
  }

  /// Whether the model has finished: only usage and the end of the body are still awaited.
  boolean finished() {
    return finish != null;
  }

  /// Whether all there is to know is known: only the end of the body is still awaited.
  boolean complete() {
    return done || (finish != null && usage != null);
  }

  /// How many pieces of text, reasoning or tool calls came; tells life from keep-alives. White
  /// space alone is none: models that are held to a grammar can write it without end.
  long pieces() {
    return pieces;
  }

  /// How many characters of text came.
  long chars() {
    return text.chars();
  }

  private void event(SseDecoder.Event event) {
    String data = event.data().strip();
    if (failure != null || done || data.isEmpty()) {
      return;
    }
    if (data.equals("[DONE]")) {
      done = true;
      if (finish == null) {
        fail(errors.cut(text.chars()));
      }
    } else {
      json(event.name(), data);
    }
  }

  private void json(String event, String data) {
    boolean error = event.equals("error");
    try {
      JsonNode node = JSON.readTree(data);
      if (node.isObject()) {
        chunk(node, error);
        return;
      }
    } catch (JacksonException e) {
      // Said below: what came is not a JSON object either way.
    }
    if (finish == null && error) {
      fail(errors.said(data));
    } else if (finish == null && event.isEmpty()) {
      fail(errors.broken("a JSON object as data", data));
    }
  }

  private void chunk(JsonNode node, boolean error) {
    if (finish == null && (error || isPresent(node.path("error")) || isError(node))) {
      fail(errors.said(node));
      return;
    }
    Usage counted = ChunkFields.usage(node);
    if (counted != null) {
      usage = counted;
      sink.usage(counted);
    }
    JsonNode choice = ChunkFields.choice(node);
    if (finish == null && choice != null) {
      choice(choice);
    }
  }

  private static boolean isPresent(JsonNode node) {
    return !node.isMissingNode() && !node.isNull();
  }

  /// The shape of older vLLM: `{"object": "error", "message": ...}`.
  private static boolean isError(JsonNode node) {
    return ChunkFields.text(node.path("object")).equals("error");
  }

  private void choice(JsonNode choice) {
    if (ChunkFields.callsFunction(choice)) {
      fail(errors.broken("tool_calls", "a function_call, as the API had it before tools"));
      return;
    }
    String content = ChunkFields.content(choice);
    JsonNode calls = ChunkFields.toolCalls(choice);
    if (!content.isBlank() || !calls.isEmpty() || ChunkFields.reasons(choice)) {
      pieces++;
    }
    ChunkFields.logprobs(choice).forEach(this::logprob);
    text.add(content);
    if (!calls.isEmpty()) {
      toolCalls(calls.toString());
    }
    if (text.chars() + toolChars > MAX_ANSWER_CHARS) {
      fail(errors.tooMuch(MAX_ANSWER_CHARS));
    }
    if (failure != null) {
      return;
    }
    String reason = ChunkFields.text(choice.path("finish_reason"));
    if (!reason.isEmpty()) {
      finish(reason);
    }
  }

  private void logprob(JsonNode entry) {
    sink.logprob(ChunkFields.token(entry), entry.toString());
  }

  private void toolCalls(String json) {
    if (tools) {
      toolChars += json.length();
      sink.toolCalls(json);
    } else {
      fail(errors.broken("text, since no tools were offered", "tool calls"));
    }
  }

  private void finish(String reason) {
    switch (reason) {
      case "stop", "eos", "eos_token", "end_turn", "stop_sequence" ->
          finish = toolChars > 0 ? Finish.TOOL_CALLS : Finish.STOP;
      case "length", "max_tokens", "model_length" -> finish = Finish.LENGTH;
      case "content_filter" -> finish = Finish.CONTENT_FILTER;
      case "tool_calls" -> {
        if (tools) {
          finish = Finish.TOOL_CALLS;
        } else {
          fail(errors.broken("text, since no tools were offered", "finish_reason " + reason));
        }
      }
      default ->
          fail(
              errors.broken(
                  "finish_reason stop, length, tool_calls or content_filter",
                  "finish_reason " + reason));
    }
    if (finish != null) {
      text.end();
    }
  }

  private void fail(CallError error) {
    if (failure == null) {
      failure = error;
    }
  }
}
