package dev.staircase.lab.sim;

import dev.staircase.core.chat.Attached;
import dev.staircase.core.chat.Message;
import dev.staircase.core.engine.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is attached to messages goes to those who can take it, and to nobody else: images to models
/// that see, calls of tools to the answerer.
final class Attachments implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    if (!(effect instanceof Effect.Call call)) {
      return null;
    }
    boolean sees = scene.seatOf(call).sees();
    boolean answers = call.agent() == scene.answerer();
    List<Attached.Kind> due =
        kinds(scene.plan.conversation()).stream()
            .filter(kind -> kind == Attached.Kind.IMAGES ? sees : answers)
            .toList();
    List<Attached.Kind> given = kinds(call.request().messages());
    return given.equals(due)
        ? null
        : "call %d is given %s, expected %s".formatted(call.call(), given, due);
  }

  private static List<Attached.Kind> kinds(List<Message> messages) {
    return messages.stream()
        .map(Message::attached)
        .filter(attached -> attached != null)
        .map(attached -> attached.kind())
        .toList();
  }
}
