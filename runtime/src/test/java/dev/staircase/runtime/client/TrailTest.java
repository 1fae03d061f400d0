package dev.staircase.runtime.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailTest {
  @Test
  void whatIsWrittenIsRead() {
    Trail trail = Trail.NONE.then("4f/trio").then("77/a%2Cb");
    assertThat(trail.header()).isEqualTo("4f/trio, 77/a%2Cb");
    assertThat(Trail.parse(trail.header())).isEqualTo(trail);
    assertThat(Trail.parse("a/b,c/d ,e").hops()).isEqualTo(List.of("a/b", "c/d", "e"));
    assertThat(Trail.parse(" ")).isEqualTo(Trail.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a,,b", ",", "caf\u00e9", "a\tb", "a\u0000"})
  void otherWordsAreRefusedWithoutRepeatingThem(String header) {
    assertThatThrownBy(() -> Trail.parse(header))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x-staircase-hops")
        .hasMessageNotContaining("caf");
  }
}
