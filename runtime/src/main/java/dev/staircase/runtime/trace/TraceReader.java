package dev.staircase.runtime.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Plan;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads a trace back.
public final class TraceReader {
  private static final int LONGEST_QUOTE = 80;

  private final String name;
  private int number;

  private TraceReader(String name) {
    this.name = name;
  }

  /// Reads a file; one whose name ends with `.gz` is unpacked.
  ///
  /// @throws TraceException when it holds something else than a trace
  public static Trace read(Path file) throws IOException {
    return read(file.toString(), file.toString().endsWith(".gz") ? unpacked(file) : plain(file));
  }

  private static List<String> plain(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new TraceException(file + ": expected a trace, found a file that is no text");
    }
  }

  private static List<String> unpacked(Path file) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    } catch (ZipException | EOFException e) {
      throw new TraceException(file + ": expected a packed trace, found what can't be unpacked");
    }
  }

  /// Reads lines.
  ///
  /// @param name what errors call them
  public static Trace read(String name, List<String> lines) {
    return new TraceReader(name).trace(lines);
  }

  private Trace trace(List<String> lines) {
    if (lines.isEmpty()) {
      throw new TraceException(name + ": expected a trace, found an empty file");
    }
    number = 1;
    Plan plan = plan(lines.getFirst());
    List<Trace.Turn> turns = new ArrayList<>();
    List<String> effects = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      number++;
      JsonNode node = node(line);
      if (node.has("cut") && number == lines.size()) {
        break;
      }
      if (node.path("at_us").isIntegralNumber() && node.has("event")) {
        Event event = value(node.get("event"), Event.class, "an event");
        effects = new ArrayList<>();
        turns.add(new Trace.Turn(number, node.get("at_us").asLong(), event, List.of()));
      } else if (node.has("effect") && !turns.isEmpty()) {
        effects.add(line);
        Trace.Turn turn = turns.removeLast();
        turns.add(new Trace.Turn(turn.line(), turn.atMicros(), turn.event(), effects));
      } else {
        String wanted =
            turns.isEmpty()
                ? "{\"at_us\":..,\"event\":{..}}"
                : "an event or an effect with its \"at_us\"";
        throw wrong(wanted, line);
      }
    }
    return new Trace(name, plan, turns);
  }

  private Plan plan(String line) {
    JsonNode node = node(line);
    String expected = "the header of a trace, \"format\":\"%s\"".formatted(TraceFormat.NAME);
    if (!node.path("format").asString("").equals(TraceFormat.NAME)) {
      throw wrong(expected, line);
    }
    int version = node.path("version").asInt(0);
    if (version != TraceFormat.VERSION) {
      throw wrong("format version " + TraceFormat.VERSION, "version " + version);
    }
    return value(node, TraceFormat.Header.class, expected).plan();
  }

  private JsonNode node(String line) {
    try {
      return TraceFormat.tree(line);
    } catch (JacksonException e) {
      throw wrong("a line of JSON", line);
    }
  }

  private <T> T value(JsonNode node, Class<T> type, String expected) {
    try {
      return TraceFormat.value(node, type);
    } catch (JacksonException e) {
      throw wrong(expected + " (" + e.getOriginalMessage() + ")", node.toString());
    }
  }

  private TraceException wrong(String expected, String found) {
    String quote =
        found.length() > LONGEST_QUOTE ? found.substring(0, LONGEST_QUOTE) + "..." : found;
    return new TraceException(
        "%s:%d: expected %s, found %s".formatted(name, number, expected, quote));
  }
}
