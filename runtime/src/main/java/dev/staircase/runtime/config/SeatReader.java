package dev.staircase.runtime.config;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Price;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads references to models, `upstream/name`, given the upstreams that there are.
final class SeatReader {
  private final Set<String> names;
  private final Map<String, Upstream> upstreams;

  /// @param names of all upstreams
  /// @param upstreams those that could be read
  SeatReader(Set<String> names, Map<String, Upstream> upstreams) {
    this.names = names;
    this.upstreams = upstreams;
  }

  /// @param written a reference, or a map with `model` and perhaps `continuation`
  SeatSettings seat(Cursor written) {
    Cursor reference = written.isMap() ? written.at(List.of("model")) : written;
    written.get("model");
    String model = reference.text();
    int slash = model.indexOf('/');
    String name = model.substring(0, slash);
    if (!names.isEmpty() && !names.contains(name)) {
      boolean shown = reference.node() instanceof Node.Scalar scalar && !scalar.fromVariable();
      reference.expected(
          "a model of one of the upstreams " + String.join(", ", names),
          shown ? Spelling.hint(name, names) : "");
    }
    Cursor way = written.get("continuation");
    Upstream upstream = upstreams.get(name);
    if (upstream == null) {
      return new SeatSettings(model, Traits.continuation(way, null), Price.FREE, false, false);
    }
    String own = model.substring(slash + 1);
    Traits traits = upstream.traitsOf(own);
    Continuation continuation = Traits.continuation(way, traits.continuation());
    upstream.requireTemplate(written, continuation);
    return new SeatSettings(
        model,
        continuation,
        upstream.prices().getOrDefault(own, Price.FREE),
        traits.warm(),
        traits.sees());
  }

  /// @param written one reference, or a list of them; null for none
  List<SeatSettings> seats(@Nullable Cursor written) {
    if (written == null) {
      return List.of();
    }
    List<Cursor> all = written.isList() ? written.items() : List.of(written);
    return all.stream().map(this::seat).toList();
  }
}
