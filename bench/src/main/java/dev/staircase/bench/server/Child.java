package dev.staircase.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A process of the benchmark. It ends when this one does, for its standard input ends then.
final class Child implements AutoCloseable {
  private static final long PATIENCE_S = 5;
  private static final double KIB_PER_MB = 976.5625;

  private final Process process;
  private final int port;

  private Child(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Starts a class of this program on the same JDK, and waits until it tells its port.
  ///
  /// @param options of the JVM
  static Child java(Class<?> main, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xlog:disable", "-Xmx1g"));
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return start(command);
  }

  /// Starts a command that prints its port on a line of its own.
  static Child start(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
      String line = said.readLine();
      if (line == null) {
        throw new IllegalStateException(
            "expected a port from "
                + command.getLast()
                + ", but it ended; its reason stands above");
      }
      return new Child(process, Integer.parseInt(line));
    } catch (IOException e) {
      throw new UncheckedIOException("could not start " + command, e);
    }
  }

  int port() {
    return port;
  }

  /// The CPU time that it and the processes it started took so far, in the system's ticks of 10 ms.
  long cpuMicros() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
        .mapToLong(TimeUnit.MICROSECONDS::convert)
        .sum();
  }

  /// The memory that it and the processes it started hold, in MB; NaN where `/proc` tells nothing.
  double megabytes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToDouble(handle -> resident(handle.pid()))
        .sum();
  }

  private static double resident(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MB)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
