package dev.staircase.core.engine;

import static dev.staircase.core.engine.Cast.agent;
import static dev.staircase.core.engine.Cast.hedgedBy;
import static dev.staircase.core.engine.Cast.seat;
import static dev.staircase.core.engine.Cast.seeing;
import static dev.staircase.core.engine.Cast.withFallbacks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Attached;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import dev.staircase.core.topology.Agent;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Who is given what is attached to the client's messages.
class AttachmentsTest {
  private static final Message PICTURE =
      new Message(Role.USER, "What is it?", new Attached(Attached.Kind.IMAGES, "{picture}"));
  private static final Message CALL =
      new Message(Role.ASSISTANT, "calls look()", new Attached(Attached.Kind.TOOLS, "{call}"));
  private static final Message RESULT =
      new Message(Role.USER, "look() gave 7", new Attached(Attached.Kind.TOOLS, "{result}"));
  private static final List<Message> CONVERSATION =
      List.of(PICTURE, CALL, RESULT, Message.user("And now?"));

  private static List<Attached.Kind> given(Play play) {
    return play.lastRequest().messages().stream()
        .map(Message::attached)
        .filter(Objects::nonNull)
        .map(Attached::kind)
        .toList();
  }

  private static Play alone(Agent agent) {
    return Cast.of(agent).play(CONVERSATION);
  }

  @Test
  void imagesAreForModelsThatSee() {
    assertThat(given(alone(agent("w")))).doesNotContain(Attached.Kind.IMAGES);
    assertThat(given(alone(seeing(agent("w"))))).contains(Attached.Kind.IMAGES);
    Play play = Cast.of(agent("w"), seeing(agent("a"))).play(CONVERSATION);
    assertThat(given(play)).as("a proposer that sees").containsExactly(Attached.Kind.IMAGES);
  }

  @Test
  void toolsAreForTheAgentThatWritesTheAnswer() {
    assertThat(given(alone(agent("w")))).containsExactly(Attached.Kind.TOOLS, Attached.Kind.TOOLS);
    Play play = Cast.of(agent("w"), agent("a")).play(CONVERSATION);
    assertThat(play.lastRequest().messages())
        .as("a proposer reads their text")
        .isEqualTo(CONVERSATION.stream().map(Message::plain).toList());
    play.says("a", "a1").ends("a");
    assertThat(given(play)).containsExactly(Attached.Kind.TOOLS, Attached.Kind.TOOLS);
  }

  @Test
  void aFallbackThatDoesNotSeeIsGivenTheText() {
    Play play = alone(withFallbacks(seeing(agent("w")), seat("blind")));
    assertThat(given(play)).contains(Attached.Kind.IMAGES);
    play.fails("w", Cast.REFUSED);
    assertThat(play.lastRequest().model()).isEqualTo("blind");
    assertThat(play.lastRequest().messages().getFirst()).isEqualTo(Message.user("What is it?"));
  }

  @Test
  void soIsAHedge() {
    Play play =
        Cast.of(hedgedBy(seeing(agent("w")), seat("blind")))
            .recovering()
            .play(CONVERSATION)
            .waits(0);
    assertThat(play.lastRequest().model()).isEqualTo("blind");
    assertThat(given(play)).doesNotContain(Attached.Kind.IMAGES);
  }
}
