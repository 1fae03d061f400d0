package dev.staircase.core.engine;

import static dev.staircase.core.engine.Cast.BUSY;
import static dev.staircase.core.engine.Cast.REFUSED;
import static dev.staircase.core.engine.Cast.SLOW;
import static dev.staircase.core.engine.Cast.agent;
import static dev.staircase.core.engine.Cast.hedgedBy;
import static dev.staircase.core.engine.Cast.seat;
import static dev.staircase.core.engine.Cast.stoppingAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Seat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A second call beside one whose first token is late.
class HedgeTest {
  private static final Agent HEDGED = hedgedBy(agent("w"), seat("h"));

  private static Play bothOpen() {
    return Cast.of(HEDGED).recovering().play().waits(0).did("both are open");
  }

  @Test
  void isOpenedWhenTheFirstTokenIsLate() {
    Play play = Cast.of(HEDGED).recovering().play();
    assertThat(play.did()).containsExactly("w is asked, step 1", "timer 0 of 5 ms");
    assertThat(play.waits(0).did()).containsExactly("w HEDGED", "w:h is asked, step 1");
    assertThat(play.calls().getLast().purpose()).isEqualTo(Effect.Purpose.HEDGE);
    assertThat(play.calls().getLast().news()).isZero();
    assertThat(play.waits(0).did()).as("once a call").isEmpty();
  }

  @Test
  void isNotOpenedOnceTheCallSpeaks() {
    assertThat(Cast.of(HEDGED).recovering().play().says("w", "w1").did("speaks").waits(0).did())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"w", "w:h"})
  void theFirstToSpeakStays(String first) {
    String other = first.equals("w") ? "w:h" : "w";
    Play play = bothOpen();
    assertThat(play.says(first, "one").did()).containsExactly(other + " is closed");
    play.says(other, "too late").fails(other, BUSY).ends(other);
    assertThat(play.says(first, " two").ends(first).did()).containsExactly("completed STOP");
    assertThat(play.client()).isEqualTo("one two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"w", "w:h"})
  void theOtherGoesOnAlone(String first) {
    String other = first.equals("w") ? "w:h" : "w";
    Play play = bothOpen();
    assertThat(play.fails(first, BUSY).did()).isEmpty();
    assertThat(play.says(other, "one").ends(other).did()).containsExactly("completed STOP");
  }

  static Stream<Arguments> failures() {
    List<String> retried = List.of("w RETRIED", "timer 1 of 10 ms");
    return Stream.of(
        Arguments.of(BUSY, REFUSED, retried),
        Arguments.of(BUSY, SLOW, retried),
        Arguments.of(REFUSED, BUSY, List.of("failed: refused")));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whenBothFailItIsAFailureOfTheAgentsOwnCall(
      CallError own, CallError hedge, List<String> then) {
    assertThat(bothOpen().fails("w", own).fails("w:h", hedge).did()).isEqualTo(then);
    assertThat(bothOpen().fails("w:h", hedge).fails("w", own).did()).isEqualTo(then);
  }

  @Test
  void aRetryMayBeHedgedAgain() {
    Play play = bothOpen().fails("w", BUSY).fails("w:h", BUSY).waits(1);
    assertThat(play.did()).endsWith("w is asked, step 1", "timer 2 of 5 ms");
    assertThat(play.waits(2).did()).containsExactly("w HEDGED", "w:h is asked, step 1");
  }

  @Test
  void anEndWithoutAWordIsAnEnd() {
    assertThat(bothOpen().ends("w:h").did())
        .containsExactly("w is closed", "failed: w answered without any text");
  }

  @Test
  void theNextStepIsTheAgentsOwnAgain() {
    Play play = Cast.of(HEDGED, agent("a")).recovering().play().says("a", "a1 a2").waits(0);
    play.says("w:h", "w1").says("a", " a3 a4").did("more is there");
    assertThat(play.says("w:h", " w2").did())
        .containsExactly(
            "w:h is closed", "w is asked, step 2 [1:a1 a2 a3] after 'w1'", "timer 1 of 5 ms");
  }

  @Test
  void aBrokenHedgeIsResumedOnTheAgentsOwnModel() {
    CallError denied = new CallError(CallError.Kind.OURS, 401, "no such key");
    for (CallError cause : List.of(BUSY, denied)) {
      Play play = bothOpen().says("w:h", "one two").did("hedge won");
      assertThat(play.fails("w:h", cause).did())
          .containsExactly("w RESUMED", "w is asked, step 1 after 'one two'", "timer 1 of 5 ms");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isJoinedInItsOwnWay(boolean ownFailsFirst) {
    Agent writer = hedgedBy(agent("w"), Seat.of("h", Continuation.NEW_TURN));
    Play play = Cast.of(writer).recovering().play().says("w", "one two").fails("w", BUSY).waits(1);
    if (ownFailsFirst) {
      play.fails("w", BUSY);
    }
    play.says("w:h", "three").ends("w:h");
    assertThat(play.client()).as("a new turn begins with a word").isEqualTo("one two three");
  }

  @Test
  void aStopSequenceInItsFirstWordClosesBoth() {
    Play play =
        Cast.of(hedgedBy(stoppingAt(agent("w"), "END"), seat("h"))).recovering().play().waits(0);
    assertThat(play.did("both are open").says("w:h", "END").did())
        .containsExactly("w is closed", "w:h is closed", "completed STOP");
  }

  @Test
  void takesFromTheBudget() {
    Play play = Cast.of(HEDGED).recovering(new Recovery(2, 10, 10, 1, 5)).play().waits(0);
    play.fails("w", BUSY).did("one is left");
    assertThat(play.fails("w:h", BUSY).did())
        .as("no retry is left, only the resume")
        .containsExactly("w RESUMED", "w is asked, step 1", "timer 1 of 5 ms");
    assertThat(play.waits(1).did()).as("and no hedge").isEmpty();
  }

  @Test
  void takesNoCallThatAnotherNeeds() {
    Cast cast = Cast.of(agent("w"), hedgedBy(agent("a"), seat("h"))).recovering();
    Caps two = new Caps(2, 0, 0, 0, 0, Caps.AtCap.FINISH);
    assertThat(cast.capped(two).play().did("asked").waits(0).did()).isEmpty();
    Caps three = new Caps(3, 0, 0, 0, 0, Caps.AtCap.FINISH);
    assertThat(cast.capped(three).play().did("asked").waits(0).did())
        .containsExactly("a HEDGED", "a:h is asked, step 1");
  }

  @Test
  void bothAreClosedWhenTheClientLeaves() {
    assertThat(bothOpen().clientLeaves().did())
        .containsExactly("w is closed", "w:h is closed", "cancelled");
  }
}
