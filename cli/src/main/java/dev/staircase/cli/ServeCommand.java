package dev.staircase.cli;

import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.server.StaircaseServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `serve`.
@Command(
    name = "serve",
    description = {
      "Serve models to any OpenAI client.",
      "Runs until interrupted (exit code 130) or terminated (143). Without a",
      "configuration it brings up the built-in models, which are no language models."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  /// What closing takes besides the answers under way.
  private static final long CLOSE_MS = 15_000;

  private final Console console;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration (default: the built-in models).")
  private @Nullable Path config;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Address to listen on (default: the configuration's, 127.0.0.1).")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on, 0 for a free one (default: the configuration's, 8080).")
  private @Nullable Integer port;

  @Option(
      names = "--watch",
      description = {
        "Put the configuration in service anew whenever its file changes.",
        "Answers under way are finished with the old one."
      })
  private boolean watch;

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var interrupt = console.interrupts().listen();
        var loops = new Loops()) {
      Session session = Session.open(loops.vertx(), config, console.env());
      WarmUp.server(loops.vertx());
      ServerSettings settings = settings(session.config().server());
      Operation operation = Operation.start(loops.vertx(), settings);
      StaircaseServer server =
          Waiting.on(
              StaircaseServer.start(
                  loops.vertx(),
                  session.staircase(),
                  operation.operations(session.page()),
                  settings));
      interrupt.patience(settings.drainMs() + CLOSE_MS);
      if (watch && config != null) {
        new ConfigWatch(loops.vertx(), config, console.env(), session.config(), server::replace)
            .start();
      }
      String address = settings.host() + ":" + server.port();
      tell(session, address, operation.wantsKeys());
      if (settings.page()) {
        console.line("Open http://%s/ to watch answers race.".formatted(address));
      }
      warn(settings, operation);
      interrupt.await();
      console.say("staircase: stopping; answers under way are finished");
      Waiting.on(server.drain());
      Waiting.on(server.close());
      operation.close();
      return ExitCode.INTERRUPTED;
    }
  }

  private void warn(ServerSettings settings, Operation operation) {
    boolean local = settings.host().matches("localhost|127\\..*|\\[?::1]?");
    if (!local && !operation.wantsKeys()) {
      console.say(
          "staircase: warning: whoever reaches %s may ask, and spend; set server.keys"
              .formatted(settings.host()));
    }
  }

  /// The configured settings, with what the command line says put over them.
  private ServerSettings settings(ServerSettings configured) {
    return configured.at(
        host == null ? configured.host() : host, port == null ? configured.port() : port);
  }

  private void tell(Session session, String address, boolean keys) {
    if (session.builtIn() != null) {
      console.line(Session.NO_LANGUAGE_MODELS);
    }
    console.line("Staircase listens at http://%s/v1".formatted(address));
    console.line("Models: " + String.join(", ", session.staircase().models()));
    console.line(
        """
        Try:
          curl -N http://%s/v1/chat/completions -H 'Content-Type: application/json'%s \\
            -d '{"model": "%s", "stream": true, "messages": [{"role": "user", "content": "Why is the sky blue?"}]}'\
        """
            .formatted(
                address, keys ? " -H \"Authorization: Bearer $KEY\"" : "", session.model(null)));
  }
}
