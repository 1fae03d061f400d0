package dev.staircase.lab.sim;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import dev.staircase.core.engine.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// No cut falls inside a surrogate pair, no assistant message is empty, and only the last one is
/// open.
///
/// The models of this simulation say whole code points, so that half of one can only come from a
/// cut.
final class WellFormed implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    return switch (effect) {
      case Effect.Emit(String text) ->
          halved(text) ? "half a surrogate pair for the client in '" + text + "'" : null;
      case Effect.Call call -> prompt(call.request().messages());
      case Effect.EmitToolCalls tools -> null;
      case Effect.Abort abort -> null;
      case Effect.Arm arm -> null;
      case Effect.Note note -> null;
      case Effect.Done done -> null;
    };
  }

  private static @Nullable String prompt(List<Message> messages) {
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      if (message.role() == Role.ASSISTANT && message.content().isEmpty()) {
        return "an empty assistant message";
      }
      if (i > 0
          && message.role() == messages.get(i - 1).role()
          && message.attached() == null
          && messages.get(i - 1).attached() == null) {
        return "two messages of the %s in a row".formatted(message.role());
      }
      if (halved(message.content())) {
        return "half a surrogate pair in '" + message.content() + "'";
      }
    }
    return null;
  }

  private static boolean halved(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }
}
