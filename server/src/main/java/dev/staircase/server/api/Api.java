package dev.staircase.server.api;

/// An API that requests come in by.
public interface Api {
  /// What metrics and logs call it, such as `chat.completions`.
  String name();

  /// The JSON that tells of an error; for the body of a response, or for the data of an event.
  ///
  /// @param id the request's
  String error(ApiError error, String id);

  /// One that tells of errors in OpenAI's words.
  static Api openAi(String name) {
    return new OpenAi(name);
  }

  /// [#openAi].
  record OpenAi(String name) implements Api {
    @Override
    public String error(ApiError error, String id) {
      return error.json().toString();
    }
  }
}
