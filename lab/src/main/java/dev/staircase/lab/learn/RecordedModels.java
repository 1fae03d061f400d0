package dev.staircase.lab.learn;

import dev.staircase.core.topology.Agent;
import dev.staircase.lab.learn.RecordedCall.Piece;
import dev.staircase.lab.schedule.Clock;
import dev.staircase.lab.schedule.Models;
import dev.staircase.lab.schedule.Voice;
import java.util.List;

/// Models in virtual time, of which those that read nobody say again what they said in a recorded
/// answer, when they said it. The others' calls go on to models of given speeds.
///
/// @param agents in the topology's order
/// @param spoken what each of them said
/// @param cached tokens of each agent's first prompt that were in a cache
/// @param others for those who read
record RecordedModels(
    List<Agent> agents, List<Spoken> spoken, List<Long> cached, Clock clock, Models others)
    implements Models {

  @Override
  public Runnable open(Voice voice) {
    if (!agents.get(voice.agent()).reads().isEmpty()) {
      return others.open(voice);
    }
    voice.cached((int) Math.min(cached.get(voice.agent()), voice.promptTokens()));
    next(voice);
    return () -> {};
  }

  /// Waits for the next piece, or for the end; for none whose time has gone by.
  private void next(Voice voice) {
    Spoken said = spoken.get(voice.agent());
    List<Piece> pieces = said.pieces();
    int index = voice.written() + voice.said();
    double at =
        voice.said() < voice.most() && index < pieces.size()
            ? pieces.get(index).atMs()
            : said.overMs();
    clock.at(Math.max(at, clock.nowMs()), () -> speak(voice));
  }

  private void speak(Voice voice) {
    if (voice.over()) {
      return; // Closed meanwhile.
    }
    boolean more = voice.said() < voice.most();
    voice.speak();
    if (more) {
      next(voice);
    }
  }
}
