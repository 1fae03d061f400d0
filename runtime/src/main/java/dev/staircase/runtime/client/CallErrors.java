package dev.staircase.runtime.client;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.CallError.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Builds every error of one call: the one place where the client's errors are worded, and where
/// secrets are masked.
///
/// @param model as the configuration calls it, `upstream/name`
/// @param secrets what must never stand in a message
record CallErrors(String model, List<Secret> secrets) {
  private static final int LONGEST_QUOTE = 1000;

  /// Loop Detected (RFC 5842), which asking again does not mend.
  private static final int LOOP = 508;

  private static final JsonMapper JSON = new JsonMapper();

  /// The call cannot be sent as it is.
  CallError unsendable(String why) {
    return new CallError(Kind.OURS, 0, why);
  }

  /// The upstream answered with a status other than 200.
  ///
  /// @param retryAfterMs how long it asked to be left alone, else 0
  CallError status(int status, String body, long retryAfterMs) {
    CallError error =
        error(
            kindOf(status),
            status,
            "answered status " + status + " instead of 200: " + quote(saidIn(body)) + hint(status));
    return new CallError(error.kind(), status, error.message(), retryAfterMs);
  }

  /// The upstream told of an error within a 200.
  CallError said(JsonNode answer) {
    int code = answer.path("error").path("code").asInt(answer.path("code").asInt(0));
    boolean status = code >= 400 && code < 600;
    return error(
        status ? kindOf(code) : Kind.THEIRS,
        status ? code : 0,
        "broke off with an error: " + quote(words(answer)));
  }

  /// The upstream told of an error within a 200, in no JSON.
  CallError said(String words) {
    return error(Kind.THEIRS, 0, "broke off with an error: " + quote(words));
  }

  /// A piece of the answer is not what the protocol says.
  CallError broken(String expected, String found) {
    return error(
        Kind.THEIRS,
        0,
        "answered against the protocol: expected " + expected + ", found " + quote(found));
  }

  /// The answer ended without saying why.
  CallError cut(long chars) {
    return error(
        Kind.THEIRS,
        0,
        "sent an answer that was cut off after "
            + chars
            + " characters: it ended without a finish_reason");
  }

  /// The connection broke within the answer.
  CallError brokenOff(long chars, Throwable cause) {
    return error(
        Kind.NETWORK,
        0,
        "broke off after "
            + chars
            + " characters: expected the rest of the answer, found: "
            + quote(words(cause)));
  }

  /// No connection, or it broke before the answer.
  CallError network(String expected, Throwable cause) {
    return error(
        Kind.NETWORK,
        0,
        "could not be reached: expected "
            + expected
            + ", found: "
            + quote(words(cause))
            + "; check base-url and the network");
  }

  /// A limit was reached.
  CallError limit(String phase, String expected, long limitMs) {
    return error(
        Kind.LIMIT,
        0,
        "reached the time limit '"
            + phase
            + "' of "
            + limitMs
            + " ms: expected "
            + expected
            + ", found none; look at the upstream or raise the limit");
  }

  /// The answer holds more than an answer may.
  CallError tooMuch(long maxChars) {
    return error(
        Kind.LIMIT, 0, "sent more than " + maxChars + " characters of answer; set a token limit");
  }

  static Kind kindOf(int status) {
    return switch (status) {
      case 429 -> Kind.LIMIT;
      case 408 -> Kind.THEIRS;
      case LOOP -> Kind.OURS;
      default -> status < 300 || status >= 500 ? Kind.THEIRS : Kind.OURS;
    };
  }

  private static String hint(int status) {
    return switch (status) {
      case 401, 403 -> "; check api-key";
      case 404, 405 -> "; check base-url and the model's name";
      case LOOP -> "; the models of the configuration ask one another in a circle";
      case 429 -> "; send less at a time or have its rate limit raised";
      default ->
          status >= 300 && status < 400
              ? "; redirects are not followed, set base-url to where it leads"
              : "";
    };
  }

  /// What an upstream says in an error's body, in whichever of the usual shapes; the body itself
  /// where it is none.
  private static String saidIn(String body) {
    try {
      return words(JSON.readTree(body));
    } catch (JacksonException e) {
      return body;
    }
  }

  private static String words(JsonNode answer) {
    JsonNode error = answer.path("error");
    for (JsonNode place :
        List.of(error.path("message"), error, answer.path("message"), answer.path("detail"))) {
      if (place.isString() && !place.stringValue().isBlank()) {
        return place.stringValue();
      }
    }
    return answer.toString();
  }

  private static String words(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static String quote(@Nullable String words) {
    if (words == null || words.isBlank()) {
      return "(nothing)";
    }
    String line = words.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
  }

  private CallError error(Kind kind, int status, String what) {
    String message = "upstream of " + model + " " + what;
    for (Secret secret : secrets) {
      message = secret.scrub(message);
    }
    return new CallError(kind, status, message);
  }
}
