package dev.staircase.bench.server;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Measures what each route adds to a token, and prints one table.
///
/// The models, each pass-through and our server are a process each. The clients are in this one.
@Command(
    name = "bench/run server",
    description = "Added latency and CPU time a token, beside pass-throughs of the same traffic.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class ServerBench implements Callable<Integer> {
  private static final Traffic WARM_UP = new Traffic(100, 10);
  private static final int WARM_UP_STREAMS = 100;
  private static final int WARM_UP_ROUNDS = 3;

  @Option(names = "--streams", split = ",", description = "Clients at a time.")
  private List<Integer> streams = List.of(1, 50, 200);

  @Option(names = "--tokens", description = "Tokens of each text.")
  private int tokens = 60;

  @Option(names = "--interval-ms", description = "Time between two tokens.")
  private int intervalMs = 50;

  @Option(names = "--rounds", description = "Rounds, interleaved; medians are told.")
  private int rounds = 1;

  @Option(names = "--routes", split = ",", description = "Routes besides direct and the floor.")
  private List<Route> routes = List.of(Route.values());

  @Option(names = "--java-option", description = "For the JVM of our server; may be repeated.")
  private List<String> javaOptions = List.of();

  @Option(names = "--json", description = "Where the figures are written as JSON.")
  private Path json = Path.of("bench/target/server.json");

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new ServerBench()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Traffic traffic = new Traffic(tokens, intervalMs);
    Vertx vertx = Vertx.vertx();
    List<Child> children = new ArrayList<>();
    try {
      Child models = started(children, Child.java(StampedModels.class, List.of(), List.of()));
      Map<Route, Child> hops = hops(vertx, models, traffic, children);
      Route floor = hops.containsKey(Route.NGINX) ? Route.NGINX : Route.VERTX;
      Report report = new Report(traffic, rounds, measure(new Load(vertx), hops, traffic), floor);
      System.out.print(report.table());
      Files.writeString(json, report.json());
      return 0;
    } finally {
      children.forEach(Child::close);
      vertx.close().await();
    }
  }

  /// The process that clients turn to, by route.
  private Map<Route, Child> hops(Vertx vertx, Child models, Traffic traffic, List<Child> children)
      throws IOException {
    String port = Integer.toString(models.port());
    boolean nginx = Nginx.found();
    Map<Route, Child> hops = new EnumMap<>(Route.class);
    for (Route route : Route.values()) {
      boolean needed = route == Route.DIRECT || route == (nginx ? Route.NGINX : Route.VERTX);
      if (!needed && !routes.contains(route)) {
        continue;
      }
      switch (route) {
        case DIRECT -> hops.put(route, models);
        case NGINX -> {
          if (nginx) {
            Path folder = Files.createDirectories(Path.of("bench/target/nginx")).toAbsolutePath();
            hops.put(route, started(children, Nginx.start(vertx, models.port(), folder)));
          } else {
            System.err.println("nginx is not installed (Debian: apt-get install nginx-light)");
          }
        }
        case VERTX ->
            hops.put(
                route, started(children, Child.java(PassThrough.class, List.of(), List.of(port))));
        case SINGLE, SERIAL, STAIRCASE -> {
          Child ours = hops.getOrDefault(Route.SINGLE, hops.get(Route.SERIAL));
          hops.put(route, ours != null ? ours : started(children, served(port, traffic)));
        }
      }
    }
    return hops;
  }

  private Child served(String models, Traffic traffic) {
    return Child.java(
        ServedStaircase.class, javaOptions, List.of(models, WARM_UP.model(), traffic.model()));
  }

  private static Child started(List<Child> children, Child child) {
    children.add(child);
    return child;
  }

  private List<Figures> measure(Load load, Map<Route, Child> hops, Traffic traffic) {
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      hops.forEach((route, hop) -> load.run(hop.port(), route, WARM_UP, WARM_UP_STREAMS));
    }
    List<Figures> all = new ArrayList<>();
    for (int clients : streams) {
      Map<Route, List<Figures>> byRoute = new EnumMap<>(Route.class);
      for (int round = 0; round < rounds; round++) {
        hops.forEach((route, hop) -> {
          long before = hop.cpuMicros();
          Taken taken = load.run(hop.port(), route, traffic, clients);
          long cpu = route == Route.DIRECT ? 0 : hop.cpuMicros() - before;
          byRoute
              .computeIfAbsent(route, first -> new ArrayList<>())
              .add(Figures.of(route, clients, taken, cpu, hop.megabytes()));
        });
      }
      byRoute.values().forEach(figures -> all.add(Figures.median(figures)));
    }
    return all;
  }
}
