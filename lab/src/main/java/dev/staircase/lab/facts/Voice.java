package dev.staircase.lab.facts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// How one model speaks: its first and last sentence, and what it knows of each topic in the order
/// it tells it.
///
/// @param name the model, such as `p1`
/// @param opening its first sentence, with `{subject}` where the subject goes
/// @param closing its last sentence, likewise; empty where it just ends
/// @param tells places of facts, from 1; 0 is its own wrong statement
record Voice(String name, String opening, String closing, List<Integer> tells) {
  /// Who writes from proposals alone.
  static final Voice AGGREGATOR =
      new Voice(
          "agg",
          "Several models were asked about {subject}, and this answer brings together what they"
              + " have to say.",
          "That is what the answers of the models, taken together, have to say about {subject}.",
          List.of());

  Voice {
    tells = List.copyOf(tells);
  }

  String opening(Topic topic) {
    return about(topic, opening);
  }

  String closing(Topic topic) {
    return about(topic, closing);
  }

  private static String about(Topic topic, String sentence) {
    return sentence.replace("{subject}", topic.subject());
  }

  /// All this voice says about `topic`, sentence by sentence.
  ///
  /// @param seed null or 0 for its usual order; any other draws an order of its own, as sampling
  ///   does
  List<String> says(Topic topic, @Nullable Long seed) {
    var body = new ArrayList<String>();
    for (int place : tells) {
      if (place > 0) {
        body.add(topic.facts().get(place - 1).text());
      } else {
        var wrong = topic.wrongOf(name);
        if (wrong != null) {
          body.add(wrong.text());
        }
      }
    }
    if (seed != null && seed != 0) {
      Collections.shuffle(body, new Random(seed));
    }
    body.addFirst(opening(topic));
    return body;
  }
}
