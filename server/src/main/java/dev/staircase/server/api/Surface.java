package dev.staircase.server.api;

import tools.jackson.databind.JsonNode;

/// One of the APIs that an answer can be asked for in.
public interface Surface extends Api {
  /// Reads the body of a request.
  ///
  /// @param body a JSON object
  /// @throws ApiException where it can't be answered
  Question read(JsonNode body);

  /// A request for an answer, and how the answer is worded.
  interface Question {
    ChatRequest chat();

    /// The wording of the answer, for one answer.
    ///
    /// @param id unique for the answer, letters and digits
    /// @param createdS seconds since 1970
    Wording wording(String id, long createdS);
  }
}
