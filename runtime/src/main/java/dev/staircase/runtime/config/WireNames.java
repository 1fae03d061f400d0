package dev.staircase.runtime.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How values of an enum are written outside: `AT_WORD` is `at-word`.
final class WireNames {
  private WireNames() {}

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> List<String> all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(WireNames::of).toList();
  }

  static <E extends Enum<E>> E read(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> of(value).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "expected one of %s, found '%s'".formatted(all(type), name)));
  }
}
