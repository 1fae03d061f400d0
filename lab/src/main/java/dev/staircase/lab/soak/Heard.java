package dev.staircase.lab.soak;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a client has heard of one answer: judged against the right one.
final class Heard {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DATA = "data: ";
  private static final int INTERNAL = 500;

  private final String right;
  private final StringBuilder body = new StringBuilder();
  private int status;

  /// @param right the text of a whole answer
  Heard(String right) {
    this.right = right;
  }

  void status(int code) {
    status = code;
  }

  void piece(String text) {
    body.append(text);
  }

  /// What it comes to.
  ///
  /// @param ended whether the response came to its end
  Fate fate(boolean ended) {
    try {
      if (status == 0 || (!ended && status != 200)) {
        return Fate.CUT;
      }
      if (status != 200) {
        boolean told = !JSON.readTree(body.toString()).at("/error/message").asString("").isEmpty();
        return told && status != INTERNAL ? Fate.REFUSED : Fate.WRONG;
      }
      return body.indexOf(DATA) >= 0 || body.indexOf(":") == 0 ? streamed(ended) : whole(ended);
    } catch (JacksonException noJson) {
      return Fate.WRONG;
    }
  }

  private Fate whole(boolean ended) {
    if (!ended) {
      return Fate.CUT;
    }
    JsonNode choice = JSON.readTree(body.toString()).at("/choices/0");
    boolean same = choice.at("/message/content").asString("").equals(right);
    return same && choice.path("finish_reason").asString("").equals("stop")
        ? Fate.ANSWERED
        : Fate.WRONG;
  }

  private Fate streamed(boolean ended) {
    StringBuilder text = new StringBuilder();
    boolean finished = false;
    boolean failed = false;
    String events = body.substring(0, body.lastIndexOf("\n\n") + 1);
    for (String line : events.split("\n", -1)) {
      failed |= line.equals("event: error");
      if (line.startsWith(DATA + "{") && !failed) {
        JsonNode choice = JSON.readTree(line.substring(DATA.length())).at("/choices/0");
        text.append(choice.at("/delta/content").asString(""));
        finished |= choice.path("finish_reason").asString("").equals("stop");
      }
    }
    boolean done = events.endsWith("data: [DONE]\n");
    boolean all = text.toString().equals(right);
    if (!right.startsWith(text.toString()) || (finished && !all) || (done && failed)) {
      return Fate.WRONG;
    }
    if (finished && done) {
      return Fate.ANSWERED;
    }
    return failed ? Fate.REFUSED : ended ? Fate.WRONG : Fate.CUT;
  }
}
