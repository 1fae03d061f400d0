package dev.staircase.lab.learn;

import dev.staircase.core.engine.Pace;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The paces that have names. Quorum and patience are no part of them.
public final class Paces {
  private static final Map<String, Pace> NAMED = new LinkedHashMap<>();

  static {
    NAMED.put("paper", Pace.PAPER);
    NAMED.put("eager", Pace.EAGER);
    NAMED.put("balanced", Pace.BALANCED);
    NAMED.put("careful", Pace.CAREFUL);
    NAMED.put("serial", Pace.SERIAL);
  }

  private Paces() {}

  /// The pace of a name.
  ///
  /// @throws IllegalArgumentException where it has none
  public static Pace of(String name) {
    Pace pace = NAMED.get(name);
    if (pace == null) {
      throw new IllegalArgumentException(
          "expected paces of %s, found '%s'".formatted(String.join(", ", NAMED.keySet()), name));
    }
    return pace;
  }

  /// The name of a pace; null for one that has none.
  static @Nullable String name(Pace pace) {
    return NAMED.entrySet().stream()
        .filter(named -> named.getValue().waiting(pace.quorum(), pace.patienceMs()).equals(pace))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /// A pace with the quorum of another, and its patience where that one's is not what it is when
  /// nobody sets it.
  static Pace waitingAs(Pace recorded, Pace pace) {
    long usual = (recorded.serial() ? Pace.SERIAL : Pace.BALANCED).patienceMs();
    boolean set = recorded.patienceMs() != usual;
    return pace.waiting(recorded.quorum(), set ? recorded.patienceMs() : pace.patienceMs());
  }
}
