package dev.staircase.cli;

import dev.staircase.lab.soak.Fate;
import dev.staircase.lab.soak.Load;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `soak`.
@Command(
    name = "soak",
    description = {
      "Keep a server busy for long and look for leaks.",
      "All of it runs in this process, on loopback: the built-in models, which fail now",
      "and then, proxies that cut, reset, stall and drip, and clients that stream, leave",
      "or read late. Every answer is checked; at the end, nothing may be left over."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SoakCommand implements Callable<Integer> {
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|m|h)");
  private static final int MOST_RATE = 200;
  private static final long WARM_UP_MS = 15_000;
  private static final long QUIET_MS = 90_000;
  private static final long LOOK_NANOS = 50_000_000;

  private final Console console;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "2m",
      description = "How long, such as 90s, 30m or 2h (default: ${DEFAULT-VALUE}).")
  private String time = "";

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "10",
      description = "Questions a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides who asks what, and what fails (default: ${DEFAULT-VALUE}).")
  private long seed;

  SoakCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    long ms = ms();
    if (rate < 1 || rate > MOST_RATE) {
      throw wrong(
          "--rate: expected 1 to %d questions a second, found %d".formatted(MOST_RATE, rate));
    }
    try (var loops = new Loops()) {
      SoakSite site = new SoakSite(loops.vertx(), seed);
      Load warmUp = load(loops, site, seed - 1);
      warmUp.run(rate, Math.min(ms, WARM_UP_MS));
      warmUp.close();
      awaitQuiet(site);
      SoakLeaks.Count before = SoakLeaks.Count.of(site);
      console.say("soak: warm; %s at %d questions a second, seed %d".formatted(time, rate, seed));
      Load load = load(loops, site, seed);
      load.run(rate, ms);
      load.close();
      awaitQuiet(site);
      SoakLeaks leaks = SoakLeaks.of(site, before);
      console.line(fates(load.fates()));
      console.out().print(leaks.table());
      load.wrong().forEach(console::line);
      boolean well = leaks.none() && load.wrong().isEmpty();
      console.line(well ? "no leak, no wrong answer" : "FAILED");
      return well ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private static Load load(Loops loops, SoakSite site, long seed) {
    return new Load(
        loops.vertx(),
        site.server.port(),
        site.front.port(),
        site.staircase.models(),
        site.right(),
        seed);
  }

  private long ms() {
    Matcher match = TIME.matcher(time);
    if (!match.matches()) {
      throw wrong("--for: expected a time such as 90s, 30m or 2h, found " + time);
    }
    long s =
        switch (match.group(2)) {
          case "s" -> 1;
          case "m" -> 60;
          default -> 3_600;
        };
    return Long.parseLong(match.group(1)) * s * 1_000;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /// Waits until nobody is connected and nothing is under way, or for long enough to call it a
  /// leak.
  private static void awaitQuiet(SoakSite site) {
    long end = System.nanoTime() + QUIET_MS * 1_000_000;
    while (System.nanoTime() < end && !quiet(site)) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static boolean quiet(SoakSite site) {
    return site.server.connections() == 0
        && site.models.stats().open() == 0
        && site.watched.leased() == 0
        && site.staircase.underWay() == 0;
  }

  private static String fates(Map<Fate, Integer> fates) {
    StringBuilder line = new StringBuilder();
    int asked = fates.values().stream().mapToInt(n -> n).sum();
    line.append(String.format(Locale.ROOT, "asked %,d", asked));
    for (Fate fate : Fate.values()) {
      String name = fate.name().toLowerCase(Locale.ROOT);
      line.append(String.format(Locale.ROOT, ", %s %,d", name, fates.getOrDefault(fate, 0)));
    }
    return line.toString();
  }
}
