package dev.staircase.lab.fleet;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.prompt.Layout;
import dev.staircase.lab.fleet.Serving.Routing;
import dev.staircase.runtime.config.ConfigException;
import dev.staircase.runtime.config.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Reads a fleet from YAML; `docs/fleet.yaml` is an example.
public final class FleetFile {
  /// Those that a file can name.
  public static final Map<String, Pace> PACES =
      Map.of(
          "paper", Pace.PAPER,
          "eager", Pace.EAGER,
          "balanced", Pace.BALANCED,
          "careful", Pace.CAREFUL);

  private static final int MOST_TOKENS = 4_096;
  private static final int SLOTS = 64;
  private static final int KV_TOKENS = 100_000;

  private FleetFile() {}

  /// Reads a file.
  ///
  /// @throws IllegalArgumentException where it can't be used; tells what was expected and found,
  ///   and where
  public static Fleet load(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          file + ": expected a fleet file, found none; check the path", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + ": expected a file that can be read, found " + e, e);
    }
  }

  /// Reads a text.
  ///
  /// @param name its path: what messages call it, and where other files are looked for
  public static Fleet parse(String yaml, String name) {
    Document document;
    try {
      document = Document.read(yaml, name, "the keys models, team and load");
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    Entry root = Entry.root(document);
    root.knows("models", "team", "load");
    Path folder = Path.of(name).resolveSibling("");
    return root.make(() -> new Fleet(models(root.map("models")), team(root), load(root, folder)));
  }

  private static List<Serving> models(Entry models) {
    List<Serving> read = new ArrayList<>();
    models
        .entries()
        .forEach((name, model) -> {
          model.knows(
              "replicas",
              "prefill-tokens-per-s",
              "first-token-ms",
              "token-ms",
              "token-ms-per-running",
              "slowdown",
              "slots",
              "kv-tokens",
              "prefix-cache",
              "routing",
              "network-ms",
              "jitter-ms",
              "failures",
              "usd-per-hour");
          read.add(
              model.make(() ->
                  new Serving(
                      name,
                      model.whole("replicas", 1),
                      model.number("prefill-tokens-per-s", Double.POSITIVE_INFINITY),
                      model.number("first-token-ms", 0),
                      model.required("token-ms").number(),
                      model.number("token-ms-per-running", 0),
                      model.number("slowdown", 1),
                      model.whole("slots", SLOTS),
                      model.whole("kv-tokens", KV_TOKENS),
                      model.truth("prefix-cache", true),
                      model.among("routing", Routing.values(), Routing.LEAST_LOADED),
                      model.number("network-ms", 0),
                      model.number("jitter-ms", 0),
                      model.number("failures", 0),
                      model.number("usd-per-hour", 0))));
        });
    return read;
  }

  private static Team team(Entry root) {
    Entry team = root.map("team");
    team.knows("proposers", "aggregator", "layout", "pace");
    Entry pace = team.get("pace");
    String wanted = pace == null ? "balanced" : pace.text();
    Pace kept = PACES.get(wanted);
    if (pace != null && kept == null) {
      throw pace.expected("paper, eager, balanced or careful");
    }
    return team.make(() ->
        new Team(
            team.required("proposers").items().stream().map(Entry::text).toList(),
            team.required("aggregator").text(),
            team.among("layout", Layout.values(), Layout.APPENDED),
            kept == null ? Pace.BALANCED : kept));
  }

  private static Load load(Entry root, Path folder) {
    Entry load = root.map("load");
    load.knows("rate", "bursts", "arrivals", "arrivals-ms", "prompt", "proposal", "answer");
    return load.make(() ->
        new Load(
            arrivals(load, folder),
            length(load.required("prompt")),
            length(load.required("proposal")),
            length(load.required("answer"))));
  }

  private static Arrivals arrivals(Entry load, Path folder) {
    List<Entry> given =
        Stream.of("rate", "bursts", "arrivals", "arrivals-ms")
            .map(load::get)
            .filter(Objects::nonNull)
            .toList();
    if (given.size() != 1) {
      throw load.expected(
          "one of rate (questions a second), bursts, arrivals (a file of times) or arrivals-ms");
    }
    Entry when = given.getFirst();
    return when.make(() ->
        switch (String.valueOf(when.path().getLast())) {
          case "rate" -> new Arrivals.Poisson(when.number());
          case "bursts" -> bursts(when);
          case "arrivals" -> ArrivalsFile.read(folder.resolve(when.text()));
          default -> new Arrivals.Trace(when.items().stream().map(Entry::number).toList());
        });
  }

  private static Arrivals bursts(Entry bursts) {
    bursts.knows("every-ms", "size");
    return new Arrivals.Bursts(bursts.required("every-ms").number(), bursts.whole("size", 1));
  }

  /// A number, a list of those seen, or a median and a sigma.
  private static Length length(Entry length) {
    return length.make(() -> {
      if (length.isList()) {
        return new Length.Empirical(length.items().stream().map(Entry::whole).toList());
      }
      if (length.isMap()) {
        length.knows("median", "sigma", "most");
        return new Length.Lognormal(
            length.required("median").number(),
            length.number("sigma", 0),
            length.whole("most", MOST_TOKENS));
      }
      return new Length.Fixed(length.whole());
    });
  }

  /// As files and people write it.
  public static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
