package dev.staircase.server.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads single fields of a request and says what is wrong with them, by [ApiException]. A field
/// that is null is taken for one that is not there.
public final class Fields {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Fields() {}

  /// The JSON object that a body is.
  public static ObjectNode object(byte[] body) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JacksonException e) {
      throw ApiError.badRequest(null, "the body must be JSON: " + e.getOriginalMessage())
          .exception();
    }
    if (!json.isObject()) {
      throw ApiError.badRequest(null, "the body must be a JSON object, found " + kind(json))
          .exception();
    }
    return (ObjectNode) json;
  }

  /// A string that isn't blank.
  public static String text(JsonNode json, String field) {
    JsonNode text = json.path(field);
    if (!text.isString() || text.stringValue().isBlank()) {
      throw wrong(field, "a non-empty string", kind(text));
    }
    return text.stringValue();
  }

  /// True or false; false where it is missing.
  public static boolean bool(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (json.hasNonNull(field) && !value.isBoolean()) {
      throw wrong(field, "true or false", value.toString());
    }
    return value.isBoolean() && value.booleanValue();
  }

  /// A number, or null where it is missing.
  public static @Nullable Double number(JsonNode json, String field, double least, double most) {
    if (!json.hasNonNull(field)) {
      return null;
    }
    JsonNode number = json.get(field);
    if (!number.isNumber() || number.asDouble() < least || number.asDouble() > most) {
      throw wrong(field, "a number from %s to %s".formatted(least, most), number.toString());
    }
    return number.asDouble();
  }

  /// A whole number, or null where it is missing.
  public static @Nullable Long integer(JsonNode json, String field, long least, long most) {
    if (!json.hasNonNull(field)) {
      return null;
    }
    JsonNode number = json.get(field);
    if (!number.isIntegralNumber()
        || !number.canConvertToLong()
        || number.asLong() < least
        || number.asLong() > most) {
      String bounds =
          most == Long.MAX_VALUE
              ? "of %d or more".formatted(least)
              : "%d to %d".formatted(least, most);
      throw wrong(field, "a whole number " + bounds, number.toString());
    }
    return number.asLong();
  }

  public static ApiException wrong(String field, String expected, String found) {
    return ApiError.badRequest(field, "'%s' must be %s, found %s".formatted(field, expected, found))
        .exception();
  }

  /// The kind of a JSON value, in a word.
  public static String kind(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
