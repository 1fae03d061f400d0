package dev.staircase.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TrafficTest {
  @Test
  void itsNameSaysAll() {
    Traffic traffic = new Traffic(60, 50);

    assertThat(traffic.model()).isEqualTo("t60-i50");
    assertThat(Traffic.of(traffic.model())).isEqualTo(traffic);
  }

  @Test
  void otherModelsAreRefused() {
    assertThatThrownBy(() -> Traffic.of("gpt")).hasMessageContaining("such as t60-i50, found gpt");
  }
}
