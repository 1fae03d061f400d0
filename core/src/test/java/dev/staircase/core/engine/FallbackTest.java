package dev.staircase.core.engine;

import static dev.staircase.core.engine.Cast.BUSY;
import static dev.staircase.core.engine.Cast.REFUSED;
import static dev.staircase.core.engine.Cast.SLOW;
import static dev.staircase.core.engine.Cast.agent;
import static dev.staircase.core.engine.Cast.seat;
import static dev.staircase.core.engine.Cast.withFallbacks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Role;
import dev.staircase.core.topology.Seat;
import dev.staircase.core.topology.Topology;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Agents that go on with their next model.
class FallbackTest {
  private static Play writer() {
    return Cast.of(withFallbacks(agent("w"), seat("w2"))).recovering().play().did("asked");
  }

  static Stream<CallError> forGood() {
    return Stream.of(
        REFUSED, SLOW, new CallError(CallError.Kind.LIMIT, 429, "come back tomorrow", 86_400_000));
  }

  @ParameterizedTest
  @MethodSource("forGood")
  void whatIsNotWorthARetryFallsBackAtOnce(CallError error) {
    assertThat(writer().fails("w", error).did())
        .containsExactly("w FELL_BACK", "w:w2 is asked, step 1");
  }

  @Test
  void whatWeClosedOurselvesDoesNot() {
    var closed = new CallError(CallError.Kind.CANCELLED, 0, "closed");
    assertThat(writer().fails("w", closed).did()).containsExactly("failed: closed");
  }

  @Test
  void eachModelHasItsOwnRetriesAndResumes() {
    Play play = writer().fails("w", BUSY).waits(0).fails("w", BUSY).waits(1).did("retries spent");
    assertThat(play.fails("w", BUSY).did()).containsExactly("w FELL_BACK", "w:w2 is asked, step 1");
    assertThat(play.fails("w:w2", BUSY).did()).containsExactly("w RETRIED", "timer 2 of 10 ms");
    play.waits(2).says("w:w2", "one two").did("speaks");
    assertThat(play.fails("w:w2", BUSY).did())
        .containsExactly("w RESUMED", "w:w2 is asked, step 1 after 'one two'");
    play.says("w:w2", " three");
    assertThat(play.fails("w:w2", BUSY).did()).containsExactly("failed: busy");
  }

  @Test
  void aTextThatBreaksOffTwiceIsFinishedByTheNextModel() {
    Play play = writer().says("w", "one two").fails("w", BUSY).says("w", " three").did("resumed");
    assertThat(play.fails("w", BUSY).did())
        .containsExactly("w FELL_BACK", "w:w2 is asked, step 1 after 'one two three'");
    assertThat(play.says("w:w2", " four").ends("w:w2").did()).containsExactly("completed STOP");
    assertThat(play.client()).isEqualTo("one two three four");
  }

  @Test
  void whatHangsInMidTextFallsBackAtOnce() {
    assertThat(writer().says("w", "one two").fails("w", SLOW).did())
        .containsExactly("w FELL_BACK", "w:w2 is asked, step 1 after 'one two'");
  }

  @Test
  void anEchoOfTheOtherModelsTextIsSwallowed() {
    Play play = writer().says("w", "one two three").fails("w", SLOW);
    play.says("w:w2", "one two three four").ends("w:w2");
    assertThat(play.client()).isEqualTo("one two three four");
    assertThat(play.did()).contains("w REPEATED");
  }

  @Test
  void theNextModelGoesOnInItsOwnWay() {
    Seat chat = Seat.of("w2", Continuation.NEW_TURN);
    Play play = Cast.of(withFallbacks(agent("w"), chat, seat("w3"))).recovering().play();
    play.says("w", "one two").fails("w", SLOW);
    assertThat(play.lastRequest().continuation()).isEqualTo(Continuation.NEW_TURN);
    assertThat(play.lastRequest().messages().getLast().role()).isEqualTo(Role.USER);
    play.says("w:w2", "three").fails("w:w2", SLOW);
    assertThat(play.lastRequest().continuation()).isEqualTo(Continuation.TRAILING_ASSISTANT);
    play.says("w:w3", "fold").ends("w:w3");
    assertThat(play.client()).as("no space within a turn").isEqualTo("one two threefold");
  }

  @Test
  void aRefusedContinuationIsNotHeldAgainstTheNextModel() {
    Play play = writer().says("w", "one two").fails("w", BUSY);
    play.fails("w", new CallError(CallError.Kind.OURS, 400, "no prefill"));
    assertThat(play.lastRequest().continuation()).isEqualTo(Continuation.NEW_TURN);
    play.fails("w", REFUSED);
    assertThat(play.lastRequest().model()).isEqualTo("w2");
    assertThat(play.lastRequest().continuation()).isEqualTo(Continuation.TRAILING_ASSISTANT);
  }

  @Test
  void aWriterIsShownMoreWhereItHasCome() {
    Play play = Cast.of(withFallbacks(agent("w"), seat("w2")), agent("a")).play();
    play.says("a", "a1 a2 a3 a4 a5").did("w asked");
    assertThat(play.fails("w", REFUSED).did())
        .containsExactly("w FELL_BACK", "w:w2 is asked, step 2 [1:a1 a2 a3 a4]");
  }

  @Test
  void aProposerThatDiesInMidTextGoesOnWithItsFallbackAlone() {
    Play play =
        Cast.of(agent("w"), withFallbacks(agent("a"), seat("a2")), agent("b"))
            .at(Cast.AT_ONCE.waiting(1, 0))
            .recovering()
            .play()
            .says("a", "a1 a2 a3")
            .did("speaking");
    assertThat(play.fails("a", BUSY).did())
        .as("a proposer is not resumed")
        .containsExactly("a FELL_BACK", "a:a2 is asked, step 1 after 'a1 a2 a3'");
    play.says("a:a2", " a4").did("goes on");
    assertThat(play.fails("a:a2", BUSY).did()).containsExactly("a BROKEN_OFF");
    assertThat(play.says("b", "b1").ends("b").did())
        .containsExactly("w is asked, step 1 [1:a1 a2 a3! | 2:b1.]");
  }

  @Test
  void aReaderOfOthersIsResumedOnItsOwnModelFirst() {
    var middle = withFallbacks(agent("m", 0), seat("m2"));
    Play play =
        Cast.of(new Topology(List.of(agent("a"), middle, agent("w", 1)))).at(Pace.SERIAL).play();
    play.says("a", "a1").ends("a").says("m", "m1").did("speaking");
    assertThat(play.fails("m", BUSY).did())
        .containsExactly("m RESUMED", "m is asked, step 1 [1:a1.] after 'm1'");
    assertThat(play.says("m", " m2").did("resumed").fails("m", BUSY).did())
        .startsWith("m FELL_BACK");
    play.ends("m:m2").says("w", "w").ends("w");
    assertThat(play.outcome()).isEqualTo(new Outcome.Completed(Finish.STOP));
  }
}
