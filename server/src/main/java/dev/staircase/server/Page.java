package dev.staircase.server;

import dev.staircase.server.api.ApiError;
import dev.staircase.server.page.PageFile;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/// The page's files, for everybody: they hold nothing of the server's.
final class Page {
  /// What a browser is told of all that comes from here: take nothing from elsewhere, run nothing
  /// that stands in the page itself, and let no other site frame or read it.
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private final Map<String, PageFile> files;

  /// @param files by their paths; empty where there is no page
  Page(Map<String, PageFile> files) {
    this.files = files;
  }

  /// Takes every `GET` and `HEAD` that has no other route.
  void file(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    HttpServerResponse response = secured(exchange.response());
    PageFile file = files.get(exchange.path());
    if (file == null) {
      exchange.fail(ApiError.noSuchPath(request.method().name(), exchange.path()));
      return;
    }
    response
        .putHeader("ETag", file.tag())
        .putHeader("Cache-Control", "no-cache")
        .putHeader("Vary", "Accept-Encoding");
    if (file.isHeldBy(request.getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
    } else {
      send(file, request, response.putHeader("Content-Type", file.type()));
    }
  }

  /// Sends a file, or of it the head alone.
  private static void send(PageFile file, HttpServerRequest request, HttpServerResponse response) {
    boolean zipped = PageFile.zippedFor(request.getHeader("Accept-Encoding"));
    var body = zipped ? file.zipped() : file.plain();
    if (zipped) {
      response.putHeader("Content-Encoding", "gzip");
    }
    response.putHeader("Content-Length", Integer.toString(body.length()));
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(body);
    }
  }

  /// With what browsers are told of all that belongs to the page.
  static HttpServerResponse secured(HttpServerResponse response) {
    HEADERS.forEach(response::putHeader);
    return response;
  }
}
