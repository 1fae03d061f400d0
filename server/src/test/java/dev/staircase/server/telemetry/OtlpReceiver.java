package dev.staircase.server.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Takes what is sent by OTLP over HTTP.
public final class OtlpReceiver {
  private final List<Buffer> bodies = new CopyOnWriteArrayList<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final HttpServer http;

  public OtlpReceiver(Vertx vertx) throws Exception {
    http =
        vertx
            .createHttpServer()
            .requestHandler(this::take)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
  }

  public String url() {
    return "http://127.0.0.1:" + http.actualPort();
  }

  /// Everything that came, as it came.
  public List<Buffer> bodies() {
    return bodies;
  }

  private void take(HttpServerRequest request) {
    authorizations.add(String.valueOf(request.getHeader("authorization")));
    request
        .body()
        .onSuccess(body -> {
          bodies.add(body);
          if ("/v1/traces".equals(request.path())) {
            spans.addAll(read(body));
          }
          request.response().putHeader("Content-Type", "application/x-protobuf").end();
        });
  }

  private static List<Span> read(Buffer body) {
    try {
      return ExportTraceServiceRequest.parseFrom(body.getBytes()).getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .toList();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// All spans whose name begins so.
  List<Span> spans(String name) {
    return spans.stream().filter(span -> span.getName().startsWith(name)).toList();
  }

  static String id(Span span) {
    return HexFormat.of().formatHex(span.getSpanId().toByteArray());
  }

  static String parent(Span span) {
    return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
  }

  static String trace(Span span) {
    return HexFormat.of().formatHex(span.getTraceId().toByteArray());
  }

  /// Its attributes as text.
  static Map<String, String> attributes(Span span) {
    return span.getAttributesList().stream()
        .collect(Collectors.toMap(KeyValue::getKey, OtlpReceiver::text));
  }

  private static String text(KeyValue attribute) {
    var value = attribute.getValue();
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> String.valueOf(value.getIntValue());
      case BOOL_VALUE -> String.valueOf(value.getBoolValue());
      case DOUBLE_VALUE -> String.valueOf(value.getDoubleValue());
      default -> value.toString();
    };
  }
}
