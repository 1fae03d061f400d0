package dev.staircase.lab.paced;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What a paced server serves, and where.
///
/// @param host the address to listen on; loopback unless told otherwise
/// @param port 0 for any free one
/// @param seed decides jitter and drawn faults
/// @param models not empty, names unlike
public record PacedOptions(String host, int port, long seed, List<PacedModel> models) {
  public static final int DEFAULT_PORT = 8801;

  public PacedOptions {
    models = List.copyOf(models);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("a paced server needs at least one model, found none");
    }
    var names = models.stream().map(PacedModel::name).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("models need names that differ, found " + names);
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535, found " + port);
    }
  }

  /// Three proposers of unlike speed, `p1`, `p2` and `p3`, and an aggregator, `agg`, on
  /// 127.0.0.1:8801.
  public static PacedOptions defaults() {
    return new PacedOptions(
        "127.0.0.1",
        DEFAULT_PORT,
        1,
        List.of(
            PacedModel.of("p1", new Writing.Proposer("p1"), Pace.of(40, 8_000, 12)),
            PacedModel.of("p2", new Writing.Proposer("p2"), Pace.of(50, 8_000, 16)),
            PacedModel.of("p3", new Writing.Proposer("p3"), Pace.of(60, 8_000, 20)),
            PacedModel.of("agg", new Writing.Aggregator(), Pace.of(60, 8_000, 14))));
  }

  /// Reads flags as the command line takes them, in their order, on top of [#defaults]: `--pace
  /// p1=steady` as one text with a space or `=` after the flag, or as two texts.
  ///
  /// @throws IllegalArgumentException with what was expected, where and what was found
  public static PacedOptions parse(List<String> flags) {
    var options = defaults();
    for (int i = 0; i < flags.size(); i++) {
      var parts = flags.get(i).split("[ =]", 2);
      if (!parts[0].startsWith("--")) {
        throw new IllegalArgumentException(
            "expected a flag (%s), found '%s'".formatted(Settings.FLAGS, flags.get(i)));
      }
      boolean together = parts.length == 2;
      if (!together && i + 1 == flags.size()) {
        throw new IllegalArgumentException(
            "expected a value after " + flags.get(i) + ", found none");
      }
      options = options.with(parts[0].substring(2), together ? parts[1] : flags.get(++i));
    }
    return options;
  }

  /// These options with one flag more.
  ///
  /// @param flag its name without dashes: `host`, `port`, `seed`, `model`, `pace`, `text`, `fault`
  ///   or `prefix-style`
  /// @param value such as `8801`, `p1=steady`, `p1.itl=20ms`, `*=fixed:200`, `p4=p1` (a new model
  ///   like another)
  /// @throws IllegalArgumentException with what was expected, where and what was found
  public PacedOptions with(String flag, String value) {
    try {
      return Settings.apply(this, flag, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--%s %s: %s".formatted(flag, value, e.getMessage()), e);
    }
  }

  public PacedOptions withHost(String value) {
    return new PacedOptions(value, port, seed, models);
  }

  public PacedOptions withPort(int value) {
    return new PacedOptions(host, value, seed, models);
  }

  public PacedOptions withSeed(long value) {
    return new PacedOptions(host, port, value, models);
  }

  public PacedOptions withModels(List<PacedModel> value) {
    return new PacedOptions(host, port, seed, value);
  }

  /// The model called `name`.
  ///
  /// @throws IllegalArgumentException where there is none
  public PacedModel model(String name) {
    for (var model : models) {
      if (model.name().equals(name)) {
        return model;
      }
    }
    throw new IllegalArgumentException(
        "expected a model (%s), found '%s'"
            .formatted(
                models.stream().map(PacedModel::name).collect(Collectors.joining(", ")), name));
  }

  /// These options with the model called `name`, or every one for `*`, changed.
  ///
  /// @throws IllegalArgumentException where there is none
  public PacedOptions change(String name, UnaryOperator<PacedModel> change) {
    boolean all = name.equals("*");
    var only = all ? "" : model(name).name();
    var changed = new ArrayList<PacedModel>();
    for (var model : models) {
      changed.add(all || model.name().equals(only) ? change.apply(model) : model);
    }
    return withModels(changed);
  }
}
