package dev.staircase.server.api;

/// One of the APIs that an answer can be asked for in.
public interface Surface {
  /// What metrics and logs call it, such as `chat.completions`.
  String name();

  /// Reads the body of a request.
  ///
  /// @throws ApiException where it can't be answered
  Question read(byte[] body);

  /// The JSON that tells of an error; for the body of a response, or for the data of an event.
  ///
  /// @param id the request's
  String error(ApiError error, String id);

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
