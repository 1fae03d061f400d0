package dev.staircase.server.page;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A file of the page, ready to be sent.
///
/// @param type what it is, as `Content-Type` says it
/// @param plain its bytes
/// @param zipped the same in gzip
/// @param tag its `ETag`: the hash of its bytes, weak since both forms carry it
public record PageFile(String type, Buffer plain, Buffer zipped, String tag) {
  private static final int HASH_DIGITS = 32;
  private static final Pattern ACCEPTS_GZIP =
      Pattern.compile("gzip(\\s*;\\s*q=(1(\\.0*)?|0\\.0*[1-9][0-9]*))?");

  /// @param name its ending says what it is
  static PageFile of(String name, byte[] bytes) {
    return new PageFile(
        type(name),
        Buffer.buffer(bytes),
        Buffer.buffer(zipped(bytes)),
        "W/\"" + hash(bytes) + "\"");
  }

  /// Whether the client has it already.
  ///
  /// @param tags the request's `If-None-Match`
  public boolean isHeldBy(@Nullable String tags) {
    return tags != null
        && Arrays.stream(tags.split(",", -1))
            .map(String::strip)
            .anyMatch(held -> held.equals("*") || opaque(held).equals(opaque(tag)));
  }

  /// Whether a client takes it in gzip.
  ///
  /// @param codings the request's `Accept-Encoding`
  public static boolean zippedFor(@Nullable String codings) {
    return codings != null
        && Arrays.stream(codings.toLowerCase(Locale.ROOT).split(",", -1))
            .anyMatch(coding -> ACCEPTS_GZIP.matcher(coding.strip()).matches());
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default ->
          throw new IllegalArgumentException(
              "a file of the page ends in html, css, js or svg, found " + name);
    };
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] zipped(byte[] bytes) {
    var to = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(to)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return to.toByteArray();
  }
}
