package dev.staircase.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/// A world for a command: what it reads is given, what it writes is kept.
final class World {
  final Interrupt interrupt = new Interrupt();
  private Consumer<String> heard = text -> {};
  private final ByteArrayOutputStream out =
      new ByteArrayOutputStream() {
        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
          super.write(bytes, from, length);
          heard.accept(toString(StandardCharsets.UTF_8));
        }
      };
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private byte[] in = {};
  private boolean screen;

  World reading(String text) {
    in = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  World onAScreen() {
    screen = true;
    return this;
  }

  /// Hears all that was written to standard output, each time that more is.
  void onOut(Consumer<String> listener) {
    heard = listener;
  }

  /// Runs a command line and tells its exit code.
  int run(String... args) {
    return Main.commandLine(console()).execute(args);
  }

  /// The world as a command sees it.
  Console console() {
    var terminal =
        new Terminal() {
          @Override
          public boolean screen() {
            return screen;
          }

          @Override
          public Size size() {
            return new Size(80, 24);
          }
        };
    return new Console(
        new ByteArrayInputStream(in),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Map.of(),
        terminal,
        () -> interrupt);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
