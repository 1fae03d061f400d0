package dev.staircase.core.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GoldenTest {
  @BeforeEach
  void onlyWhereFilesAreCompared() {
    Assumptions.assumeFalse(Boolean.getBoolean("golden.rewrite"));
  }

  @Test
  void lineEndsDoNotCount() {
    Golden.check("golden.txt", "one\r\ntwo\n");
  }

  @Test
  void namesTheFirstLineThatDiffers() {
    assertThatThrownBy(() -> Golden.check("golden.txt", "one\n2\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("golden.txt, line 2\n  expected: two\n  found:    2\n");
  }

  @Test
  void aMissingFileIsADifference() {
    assertThatThrownBy(() -> Golden.check("missing.txt", "one"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("missing.txt, line 1");
  }
}
