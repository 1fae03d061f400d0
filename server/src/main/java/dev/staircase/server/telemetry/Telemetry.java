package dev.staircase.server.telemetry;

import dev.staircase.runtime.config.TelemetrySettings;
import dev.staircase.server.watch.Begun;
import dev.staircase.server.watch.Passed;
import dev.staircase.server.watch.Refused;
import dev.staircase.server.watch.Watch;
import dev.staircase.server.watch.Watcher;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.ExemplarFilter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Measures the answers of a server: metrics for Prometheus and OTLP alike, spans for OTLP. One
/// OpenTelemetry SDK of its own; the global one is left alone.
///
/// Nothing that a client or a model says is told: names of the configuration, words of closed sets,
/// numbers.
public final class Telemetry implements Watcher, AutoCloseable {
  /// The content type of [#prometheus].
  public static final String PROMETHEUS_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final String SCOPE = "dev.staircase";
  private static final long CLOSE_S = 5;

  private final OpenTelemetrySdk sdk;
  private final Instruments instruments;
  private final @Nullable PrometheusMetricReader prometheus;
  private final Watcher watcher;

  private Telemetry(
      OpenTelemetrySdk sdk, @Nullable PrometheusMetricReader prometheus, boolean spans) {
    this.sdk = sdk;
    this.prometheus = prometheus;
    this.instruments = new Instruments(sdk.getMeter(SCOPE));
    Watcher metrics = begun -> new AnswerMetrics(instruments, begun);
    Tracer tracer = sdk.getTracer(SCOPE);
    this.watcher =
        spans ? Watcher.all(List.of(metrics, begun -> new AnswerSpans(tracer, begun))) : metrics;
  }

  /// Begins to measure; an endpoint that can't be reached is tried again, and never holds up an
  /// answer.
  public static Telemetry start(TelemetrySettings settings) {
    Resource resource =
        Resource.getDefault().toBuilder().put("service.name", settings.service()).build();
    var metrics =
        SdkMeterProvider.builder()
            .setResource(resource)
            .setExemplarFilter(ExemplarFilter.alwaysOff());
    var traces =
        SdkTracerProvider.builder()
            .setResource(resource)
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sampling())));
    PrometheusMetricReader prometheus = null;
    if (settings.prometheus()) {
      prometheus = PrometheusMetricReader.builder().setOtelScopeLabelsEnabled(false).build();
      metrics.registerMetricReader(prometheus);
    }
    if (settings.otlp() != null) {
      Map<String, String> headers = new LinkedHashMap<>();
      settings.headers().forEach((name, value) -> headers.put(name, value.reveal()));
      metrics.registerMetricReader(
          PeriodicMetricReader.create(
              OtlpHttpMetricExporter.builder()
                  .setEndpoint(settings.otlp() + "/v1/metrics")
                  .setHeaders(() -> headers)
                  .build()));
      traces.addSpanProcessor(
          BatchSpanProcessor.builder(
                  OtlpHttpSpanExporter.builder()
                      .setEndpoint(settings.otlp() + "/v1/traces")
                      .setHeaders(() -> headers)
                      .build())
              .build());
    }
    var sdk =
        OpenTelemetrySdk.builder()
            .setMeterProvider(metrics.build())
            .setTracerProvider(traces.build())
            .build();
    return new Telemetry(sdk, prometheus, settings.otlp() != null);
  }

  @Override
  public Watch begin(Begun begun) {
    return watcher.begin(begun);
  }

  @Override
  public void refused(Refused refused) {
    instruments.refused(refused);
  }

  @Override
  public void passed(Passed passed) {
    instruments.passed(passed);
  }

  /// The metrics as Prometheus reads them, of type [#PROMETHEUS_TYPE]; null where that is off.
  public @Nullable String prometheus() {
    if (prometheus == null) {
      return null;
    }
    var text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(text, prometheus.collect());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Memory doesn't fail.
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  /// Sends what has not been sent, for as long as it takes, but five seconds at most.
  public void flush() {
    var sent = new ArrayList<CompletableResultCode>();
    sent.add(sdk.getSdkTracerProvider().forceFlush());
    sent.add(sdk.getSdkMeterProvider().forceFlush());
    CompletableResultCode.ofAll(sent).join(CLOSE_S, TimeUnit.SECONDS);
  }

  /// Sends what has not been sent, as [#flush] does, and stops. Blocks: not for an event loop.
  @Override
  public void close() {
    sdk.shutdown().join(CLOSE_S, TimeUnit.SECONDS);
  }
}
