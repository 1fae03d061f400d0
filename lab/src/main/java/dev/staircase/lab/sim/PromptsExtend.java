package dev.staircase.lab.sim;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.prompt.Layout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// In the appended layout each prompt begins with the one that began the step before, so that the
/// model's prefix cache holds it; only its last message, the user's, may have grown.
final class PromptsExtend implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    if (!(effect instanceof Effect.Call call)
        || call.purpose() != Effect.Purpose.WRITE
        || scene.plan.layout() != Layout.APPENDED) {
      return null;
    }
    List<Effect.Call> calls = scene.seen.get(call.agent()).calls;
    for (Effect.Call before : calls) {
      boolean near = before.step() == call.step() || before.step() == call.step() - 1;
      if (near) {
        return !before.request().model().equals(call.request().model())
                || extendsIt(before.request().messages(), call.request().messages())
            ? null
            : "the prompt of call %d does not extend that of call %d"
                .formatted(call.call(), before.call());
      }
    }
    return null;
  }

  private static boolean extendsIt(List<Message> before, List<Message> now) {
    int last = before.size() - 1;
    if (now.size() < before.size() || !now.subList(0, last).equals(before.subList(0, last))) {
      return false;
    }
    Message was = before.get(last);
    Message is = now.get(last);
    return was.equals(is)
        || (was.role() == Role.USER
            && is.role() == Role.USER
            && is.content().startsWith(was.content()));
  }
}
