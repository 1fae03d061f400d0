package dev.staircase.runtime.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A request that is passed on to a plain model in the words that it came in.
///
/// @param endpoint below the base URL, such as `/embeddings`
/// @param model `upstream/name`
/// @param body the request; its `model` is put in the upstream's words
/// @param trail the virtual models that the question has come through
/// @param trace where the request stands in a distributed trace; null for nowhere
public record PassedRequest(
    String endpoint, String model, ObjectNode body, Trail trail, @Nullable TraceContext trace) {
  private static final String OPTIONS = "stream_options";
  private static final String USAGE = "include_usage";

  /// The same, having come one hop further.
  public PassedRequest through(Trail further) {
    return new PassedRequest(endpoint, model, body, further, trace);
  }

  /// Whether the response is wanted in pieces.
  public boolean streamed() {
    return body.path("stream").asBoolean(false);
  }

  /// Whether a stream's last data with the usage is for the caller, and not for our accounts alone.
  boolean usageWanted() {
    return body.path(OPTIONS).path(USAGE).asBoolean(false);
  }

  /// What is sent: a stream is asked for its usage, where the upstream knows how to tell it.
  String toSend(Dialect dialect) {
    ObjectNode sent = body.deepCopy();
    sent.put("model", ChatWire.nameAtUpstream(model));
    if (streamed() && dialect.usage() != Dialect.UsageReport.NONE) {
      JsonNode options = sent.path(OPTIONS);
      ObjectNode asked = options instanceof ObjectNode written ? written : sent.putObject(OPTIONS);
      asked.put(USAGE, true);
    }
    return sent.toString();
  }
}
