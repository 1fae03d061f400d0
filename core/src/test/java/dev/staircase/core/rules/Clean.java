package dev.staircase.core.rules;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What a pure class may do, whatever javac makes of it.
final class Clean {
  sealed interface Shape permits Dot, Line {}

  record Dot() implements Shape {}

  record Line(double length, List<String> names) implements Shape {}

  enum Colour {
    RED,
    GREEN
  }

  @FunctionalInterface
  interface Painter {
    String paint(Shape shape, Colour colour);
  }

  static final class Fault extends RuntimeException {
    Fault(String message) {
      super(message);
    }
  }

  private final Map<Colour, Integer> counts = new EnumMap<>(Colour.class);
  private final Map<String, Integer> ordered = new LinkedHashMap<>();

  Painter painter(Supplier<String> prefix) {
    return (shape, colour) -> prefix.get() + name(shape) + ", " + shade(colour) + counts + ordered;
  }

  private static String name(Shape shape) {
    return switch (shape) {
      case Dot _ -> "dot";
      case Line(double length, var names) when length > Math.PI -> "long " + names;
      case Line line -> "line " + line;
    };
  }

  private static int shade(Colour colour) {
    assert !colour.name().isEmpty();
    return switch (colour) {
      case RED -> 1;
      case GREEN -> 2;
    };
  }

  static Map<Integer, List<String>> byLength(List<String> words) {
    if (words.isEmpty()) {
      throw new Fault("no words");
    }
    var copy = new String[words.size()];
    System.arraycopy(words.toArray(String[]::new), 0, copy, 0, copy.length);
    return List.of(copy).stream()
        .collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.toList()));
  }
}
