package dev.staircase.server.api;

import dev.staircase.core.chat.CallError;
import dev.staircase.server.gate.RefusedException;
import dev.staircase.server.gate.Why;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a client is told when its request can't be answered: the one table from error to status.
///
/// @param status the HTTP status; means nothing once a stream has begun
/// @param type the OpenAI API's word for the kind of error
/// @param code a word for programs
/// @param param the field at fault, or null
/// @param message what was expected, what was found and what to do
/// @param retryAfterS in how many seconds to try again; 0 where that is not known
public record ApiError(
    int status,
    String type,
    String code,
    @Nullable String param,
    String message,
    long retryAfterS) {
  private static final String INVALID = "invalid_request_error";
  private static final String SERVER = "server_error";
  private static final String UPSTREAM = "upstream_error";
  private static final long MS_PER_S = 1_000;

  /// What a request held may be quoted, and is quoted no further than this.
  private static final int MOST_CHARS = 1_000;

  public ApiError {
    message = shortened(message);
    param = param == null ? null : shortened(param);
  }

  public ApiError(int status, String type, String code, @Nullable String param, String message) {
    this(status, type, code, param, message, 0);
  }

  private static String shortened(String text) {
    return text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) + "..." : text;
  }

  public static ApiError badRequest(@Nullable String param, String message) {
    return new ApiError(400, INVALID, "invalid_value", param, message);
  }

  public static ApiError unsupported(String param, String message) {
    return new ApiError(400, INVALID, "unsupported_parameter", param, message);
  }

  public static ApiError tooLarge(long limitBytes) {
    return new ApiError(
        413,
        INVALID,
        "request_too_large",
        null,
        "the body may hold " + limitBytes + " bytes and holds more; shorten the conversation");
  }

  public static ApiError tooSlow(long limitMs) {
    return new ApiError(
        408,
        INVALID,
        "request_timeout",
        null,
        "the body must be here within %d ms and isn't; send it faster, or less".formatted(limitMs));
  }

  public static ApiError uncoded(String codings) {
    return new ApiError(
        501,
        INVALID,
        "unsupported_transfer_encoding",
        null,
        "the body may be sent whole or chunked, found Transfer-Encoding: " + codings);
  }

  public static ApiError storesAway(String stores) {
    return new ApiError(
        503,
        SERVER,
        "not_ready",
        null,
        "stores are away that requests need: %s; bring them back".formatted(stores),
        1);
  }

  public static ApiError forAdmins() {
    return new ApiError(
        403, INVALID, "admins_only", null, "this is for admins; use a key made with --admin");
  }

  public static ApiError noSuchTrace() {
    return new ApiError(
        404,
        INVALID,
        "trace_not_found",
        null,
        "there is no such trace of yours; traces are kept for a time and a size, see"
            + " server.traces");
  }

  public static ApiError switchedOff(String path, String setting) {
    return new ApiError(
        404,
        INVALID,
        "not_found",
        null,
        "%s is switched off; see %s in the configuration".formatted(path, setting));
  }

  public static ApiError noFacts() {
    return new ApiError(
        404,
        INVALID,
        "not_found",
        null,
        "facts are known of what the built-in models answer alone, and others answer here; serve"
            + " without a configuration for those");
  }

  /// The body is no JSON, or isn't said to be.
  ///
  /// @param found the request's `Content-Type`
  public static ApiError notJson(String found) {
    return new ApiError(
        415,
        INVALID,
        "unsupported_media_type",
        null,
        "the Content-Type must be application/json, found " + found);
  }

  /// The page of another site asks.
  ///
  /// @param site where a browser says that the request comes from
  public static ApiError crossSite(String site) {
    return new ApiError(
        403,
        INVALID,
        "cross_site",
        null,
        "this is for the server's own page and for programs, found Sec-Fetch-Site: " + site);
  }

  public static ApiError loop(String message) {
    return new ApiError(508, INVALID, "loop_detected", "model", message);
  }

  public static ApiError noSuchModel(String model, Iterable<String> models) {
    return new ApiError(
        404,
        INVALID,
        "model_not_found",
        "model",
        "there is no model '%s' here; configured are: %s"
            .formatted(model, String.join(", ", models)));
  }

  public static ApiError forbidden(String model) {
    return new ApiError(
        Why.FORBIDDEN.status(),
        Why.FORBIDDEN.type(),
        Why.FORBIDDEN.code(),
        "model",
        "this key may not ask the model '%s'; ask one of GET /v1/models".formatted(model));
  }

  /// The model is no plain one that requests are passed on to.
  ///
  /// @param virtual whether it is a virtual one
  public static ApiError notPassedThrough(String model, boolean virtual) {
    return new ApiError(
        virtual ? 400 : 404,
        INVALID,
        virtual ? "unsupported_model" : "model_not_found",
        "model",
        virtual
            ? "this is for plain models, found the virtual model '%s'; ask that one by POST /v1/chat/completions"
                .formatted(model)
            : "'%s' is no model that requests are passed on to; the operator names those under server.pass-through"
                .formatted(model));
  }

  /// A stream has begun, and the upstream gives one whole answer.
  public static ApiError notStreamed() {
    return new ApiError(
        502,
        UPSTREAM,
        "upstream_failed",
        null,
        "the upstream was asked for a stream and gave one whole answer, too late to pass it on as"
            + " such; ask without stream");
  }

  /// The error of a request that is not let in.
  public static ApiError of(RefusedException refused) {
    Why why = refused.why();
    return new ApiError(
        why.status(),
        why.type(),
        why.code(),
        null,
        String.valueOf(refused.getMessage()),
        refused.retryAfterS());
  }

  public static ApiError noSuchPath(String method, String path) {
    return new ApiError(
        404,
        INVALID,
        "not_found",
        null,
        "%s %s is not served here; try POST /v1/chat/completions or GET /v1/models"
            .formatted(method, path));
  }

  public static ApiError overloaded(int mostAnswers, int waiting) {
    return new ApiError(
        503,
        SERVER,
        "overloaded",
        null,
        "the server writes %d answers at a time and is at that limit, with %d more waiting; try again later"
            .formatted(mostAnswers, waiting),
        1);
  }

  public static ApiError stopping() {
    return new ApiError(
        503,
        SERVER,
        "stopping",
        null,
        "the server is stopping and takes no more requests; try again, another may have its place",
        1);
  }

  public static ApiError internal() {
    return new ApiError(
        500,
        SERVER,
        "internal_error",
        null,
        "the server failed; its log tells why, under this request's id");
  }

  /// The error of an answer that its models failed.
  public static ApiError of(CallError error) {
    return switch (error.kind()) {
      case OURS ->
          switch (error.status()) {
            case 400, 413, 422 -> of(error, 400, INVALID, "upstream_refused");
            case 508 -> loop(error.message());
            default -> of(error, 502, UPSTREAM, "upstream_refused");
          };
      case THEIRS -> of(error, 502, UPSTREAM, "upstream_failed");
      case NETWORK -> of(error, 502, UPSTREAM, "upstream_unreachable");
      case LIMIT ->
          error.status() == 429
              ? of(error, 429, "rate_limit_error", "upstream_rate_limited")
              : of(error, 504, UPSTREAM, "upstream_timeout");
      case CAP -> of(error, 400, INVALID, "cap_reached");
      case CANCELLED -> of(error, 499, UPSTREAM, "cancelled");
    };
  }

  private static ApiError of(CallError error, int status, String type, String code) {
    long retryAfterS = Math.ceilDiv(error.retryAfterMs(), MS_PER_S);
    return new ApiError(status, type, code, null, error.message(), retryAfterS);
  }

  /// `{"error": {"message", "type", "param", "code"}}`
  public ObjectNode json() {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error
        .putObject("error")
        .put("message", message)
        .put("type", type)
        .put("param", param)
        .put("code", code);
    return error;
  }

  public ApiException exception() {
    return new ApiException(this);
  }
}
