package dev.staircase.runtime.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.staircase.core.chat.Usage;
import java.util.ArrayList;
import java.util.List;

/// Writes down what a reader tells.
final class Heard implements AnswerReader.Sink {
  final StringBuilder text = new StringBuilder();

  /// Tool calls and log probabilities, between them how long the text was.
  final List<String> beside = new ArrayList<>();

  final List<Usage> usages = new ArrayList<>();

  @Override
  public void text(String more) {
    text.append(more);
  }

  @Override
  public void toolCalls(String json) {
    beside.add(text.length() + " calls " + json);
  }

  @Override
  public void logprob(byte[] bytes, String json) {
    beside.add(text.length() + " token " + new String(bytes, UTF_8) + " " + json);
  }

  @Override
  public void usage(Usage usage) {
    usages.add(usage);
  }
}
