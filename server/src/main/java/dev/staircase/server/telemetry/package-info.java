/// Metrics and spans of the answers, by the names of OpenTelemetry's conventions for generative AI:
/// measured once, read as Prometheus text or sent by OTLP.
@NullMarked
package dev.staircase.server.telemetry;

import org.jspecify.annotations.NullMarked;
