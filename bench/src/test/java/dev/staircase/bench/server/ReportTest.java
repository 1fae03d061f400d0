package dev.staircase.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private static final int TOKENS = 1_000;

  private static Figures figures(Route route, long fastestMicros, long cpuMicros) {
    long[] sorted = LongStream.range(fastestMicros, fastestMicros + TOKENS).toArray();
    return Figures.of(route, 10, new Taken(sorted, new long[] {7, 8}), cpuMicros, 64);
  }

  private static final Report REPORT =
      new Report(
          new Traffic(60, 50),
          1,
          List.of(
              figures(Route.DIRECT, 100, 0),
              figures(Route.NGINX, 150, 50_000),
              figures(Route.SINGLE, 160, 125_000),
              figures(Route.STAIRCASE, 170, 400_000)),
          Route.NGINX);

  @Test
  void quantilesAreNearestRank() {
    assertThat(Figures.quantile(new long[] {1, 2, 3, 4}, 0.5)).isEqualTo(2);
    assertThat(Figures.quantile(new long[] {1, 2, 3, 4}, 0.99)).isEqualTo(4);
    assertThat(Figures.quantile(new long[] {7}, 0.5)).isEqualTo(7);
  }

  @Test
  void roundsAreToldByTheirMedians() {
    Figures median =
        Figures.median(
            List.of(
                figures(Route.NGINX, 1, 900),
                figures(Route.NGINX, 2, 100),
                figures(Route.NGINX, 9, 500)));

    assertThat(median.cpuMicros()).isEqualTo(500);
    assertThat(median.p50Micros()).isEqualTo(501);
  }

  @Test
  void eachRowIsSetBesideTheFloorAndNoHopAtAll() {
    assertThat(REPORT.table().lines().map(row -> row.strip().replaceAll(" +", " ")))
        .containsExactly(
            "streams route CPU us/token x nginx CPU us/token in p50 us p99 us added p50 added p99"
                + " gap p99 us MB",
            "10 direct - - - 599 1089 - - 8 64",
            "10 nginx 50.0 1.00 50.0 649 1139 50 50 8 64",
            "10 single 125.0 2.50 125.0 659 1149 60 60 8 64",
            "10 staircase 400.0 8.00 100.0 669 1159 70 70 8 64");
  }

  @Test
  void whatIsTooLittleToTellIsNull() {
    assertThat(REPORT.json())
        .contains("\"cpu_us_per_token\" : 400.0", "\"cpu_us_per_token\" : null");
  }
}
