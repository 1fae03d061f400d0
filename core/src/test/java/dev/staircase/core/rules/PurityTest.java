package dev.staircase.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.testing.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The core decides and does nothing else: no thread, clock, chance, file or socket, and nothing
/// whose order changes from one JVM to the next.
final class PurityTest {
  @Test
  void theCoreIsPure() throws IOException {
    var classes = Checkout.module().resolve("target/classes");
    var violations = new TreeMap<String, List<String>>();
    try (var files = Files.walk(classes)) {
      for (var file : files.filter(name -> name.toString().endsWith(".class")).toList()) {
        violations.put(
            classes.relativize(file).toString(), Purity.violations(Files.readAllBytes(file)));
      }
    }
    assertThat(violations).as("compiled classes in %s", classes).isNotEmpty();
    violations.values().removeIf(List::isEmpty);
    assertThat(violations).as("what the core may not use, by class").isEmpty();
  }

  @Test
  void whatJavacAddsPasses() throws IOException {
    assertThat(nested(Clean.class)).hasSizeGreaterThan(4);
    for (var type : nested(Clean.class)) {
      assertThat(violationsOf(type)).as(type.getName()).isEmpty();
    }
  }

  static List<Class<?>> planted() {
    return Arrays.asList(Planted.class.getDeclaredClasses());
  }

  @ParameterizedTest
  @MethodSource("planted")
  void everyPlantedClassIsCaught(Class<?> type) throws IOException {
    var breaks =
        Objects.requireNonNull(type.getAnnotation(Breaks.class), () -> "@Breaks on " + type);
    assertThat(violationsOf(type)).contains(breaks.value());
  }

  private static List<Class<?>> nested(Class<?> type) {
    return Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses())).toList();
  }

  private static List<String> violationsOf(Class<?> type) throws IOException {
    var file = Path.of("target/test-classes", type.getName().replace('.', '/') + ".class");
    return Purity.violations(Files.readAllBytes(Checkout.module().resolve(file)));
  }
}
