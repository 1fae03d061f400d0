package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.lab.wire.Trouble;
import dev.staircase.lab.wire.Trouble.Kind;
import dev.staircase.lab.wire.Trouble.Phase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every trouble in every phase of a connection, upstream of the server and in front of it: nothing
/// hangs, nothing that is told is wrong, and nothing is left behind.
class FaultProxyTest {
  private static final int SEED = 7;
  private static final int PATIENCE_MS = 20_000;

  /// How long a client waits that may itself be held up by trouble.
  private static final int CLIENT_PATIENCE_MS = 3_000;

  private static int threads;

  /// One answer asked for.
  private record Case(String model, boolean stream) {
    String body() {
      return Chat.of(model).with("stream", stream).json();
    }
  }

  static Stream<Arguments> rows() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(Phase.values()).map(phase -> Arguments.of(kind, phase)));
  }

  /// The first answers are the slowest: on a busy machine they may reach a time limit.
  @BeforeAll
  static void everyThreadThatIsNeededIsThere() throws Exception {
    try (FaultRig rig = new FaultRig(null, null)) {
      ask(rig.server.port(), PATIENCE_MS, both("alone", "bare", "saved", "again", "team"));
      rig.assertQuiet();
    }
    threads = FaultRig.threads();
  }

  private static Trouble drawn(Kind kind, Phase phase, int more) {
    return Trouble.drawn(
        kind, phase, new Random((SEED + kind.name() + phase.name() + more).hashCode()));
  }

  /// Each model asked for a stream and for a whole answer.
  private static List<Case> both(String... models) {
    return Stream.of(models)
        .flatMap(model -> Stream.of(new Case(model, true), new Case(model, false)))
        .toList();
  }

  /// Asks all at once.
  private static List<Told> ask(int port, int patienceMs, List<Case> cases) throws Exception {
    List<Future<Told>> asked = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Case asks : cases) {
        Callable<Told> call = () -> Told.by(port, "/v1/chat/completions", asks.body(), patienceMs);
        asked.add(threads.submit(call));
      }
    }
    List<Told> told = new ArrayList<>();
    for (Future<Told> one : asked) {
      told.add(one.get());
    }
    return told;
  }

  private static void assertNothingLeft(FaultRig rig) throws Exception {
    rig.assertQuiet();
    for (Told told : ask(rig.server.port(), PATIENCE_MS, both("alone"))) {
      assertThat(told.answered()).as(told.raw()).isTrue();
    }
    rig.assertQuiet();
    assertThat(FaultRig.threads()).as("threads").isLessThanOrEqualTo(threads);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void betweenUsAndTheModels(Kind kind, Phase phase) throws Exception {
    try (Logs logs = new Logs();
        FaultRig rig = new FaultRig(drawn(kind, phase, 0), null)) {
      for (Told told : ask(rig.server.port(), PATIENCE_MS, both("saved", "again", "team"))) {
        told.assertTruthful(FaultRig.RIGHT);
        assertThat(told.answered()).as(told.raw()).isTrue();
      }
      boolean survives =
          EnumSet.of(Kind.DELAY, Kind.DRIP).contains(kind) || phase == Phase.AFTER_LAST_BYTE;
      for (Told told :
          ask(
              rig.server.port(),
              PATIENCE_MS,
              List.of(new Case("bare", true), new Case("bare-too", false)))) {
        told.assertTruthful(FaultRig.RIGHT);
        assertThat(told.whole()).as("a reply, whatever happened: " + told.raw()).isTrue();
        assertThat(told.answered()).as(told.raw()).isEqualTo(survives);
      }
      assertThat(rig.struckUpstream()).as("troubles").isGreaterThanOrEqualTo(4);
      assertNothingLeft(rig);
      assertThat(logs.heard()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void betweenTheClientAndUs(Kind kind, Phase phase) throws Exception {
    try (Logs logs = new Logs();
        FaultRig rig = new FaultRig(null, drawn(kind, phase, 1))) {
      boolean survives = EnumSet.of(Kind.DELAY, Kind.DRIP).contains(kind);
      for (Told told : ask(rig.front.port(), CLIENT_PATIENCE_MS, both("alone", "team"))) {
        told.assertTruthful(FaultRig.RIGHT);
        assertThat(told.answered())
            .as(told.raw())
            .isEqualTo(survives || phase == Phase.AFTER_LAST_BYTE);
      }
      assertThat(rig.front.struck()).isEqualTo(4);
      assertNothingLeft(rig);
      assertThat(logs.heard()).isEmpty();
    }
  }
}
