package dev.staircase.cli;

import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.config.Config;
import dev.staircase.runtime.config.ConfigException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at a configuration's file now and then, and hands on what has become of it. A file that
/// can't be used is told of in the log, and what was in service stays.
final class ConfigWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);
  private static final long PERIOD_MS = 2_000;

  private final Vertx vertx;
  private final Path file;
  private final Map<String, String> env;
  private final Consumer<Staircase> next;
  private Config config;
  private String text;

  /// @param config as it was read from the file before
  /// @param next takes what is to be in service from now on
  ConfigWatch(
      Vertx vertx, Path file, Map<String, String> env, Config config, Consumer<Staircase> next)
      throws IOException {
    this.vertx = vertx;
    this.file = file;
    this.env = env;
    this.config = config;
    this.next = next;
    this.text = Files.readString(file);
  }

  /// Looks every two seconds from now on.
  void start() {
    vertx.setPeriodic(PERIOD_MS, id -> vertx.executeBlocking(this::look));
  }

  /// Looks once.
  ///
  /// @return whether another configuration was handed on
  synchronized boolean look() {
    Config read;
    try {
      String now = Files.readString(file);
      if (now.equals(text)) {
        return false;
      }
      text = now;
      read = Config.parse(now, file.toString(), env);
    } catch (IOException | ConfigException e) {
      LOG.error(
          "the configuration stays as it was, since the new one can't be used: {}", e.getMessage());
      return false;
    }
    if (!read.server().equals(config.server())) {
      LOG.warn("changes under 'server' take effect with the next start");
    }
    config = read;
    next.accept(Staircase.start(vertx, read));
    LOG.warn("another configuration is in service, from {}", file);
    return true;
  }
}
