package dev.staircase.lab.learn;

import dev.staircase.lab.trial.Reply;
import dev.staircase.lab.trial.ResultsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// A fleet for the simulator, fitted to recorded answers.
///
/// @param traces how many there are
/// @param perSecond how many answers there were a second; 0 where the times of the files don't tell
/// @param longestPrompt the most tokens of a prompt that an upstream counted
/// @param remarks what a reader of the file has to know besides
public record FleetFit(
    int traces,
    List<ModelFit> models,
    TeamFit team,
    Lengths lengths,
    double perSecond,
    long longestPrompt,
    List<String> remarks) {
  private static final long LEAST_SPAN_MS = 1_000;

  public FleetFit {
    models = List.copyOf(models);
    remarks = List.copyOf(remarks);
  }

  /// Fits a fleet.
  ///
  /// @param results a benchmark's `results.jsonl`, whose lengths are taken in place of the traces'
  /// @throws LearnException where the traces don't hold enough
  public static FleetFit of(Traces traces, @Nullable Path results) throws IOException {
    List<Recording> recordings = traces.recordings();
    Map<String, ModelFit> models = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>();
    for (String model : models(recordings)) {
      ModelFit fit = ModelFit.of(model, recordings);
      if (fit == null) {
        remarks.add(
            model + " is left out: none of its calls wrote enough tokens to tell its speed.");
      } else {
        models.put(model, fit);
      }
    }
    TeamFit team = TeamFit.of(recordings, models.keySet());
    if (team == null) {
      throw new LearnException(
          "expected at least one trace in which a model reads proposers, all of whose speeds can be"
              + " told, found none in %d; the answers of one model alone make no team"
                  .formatted(recordings.size()));
    }
    long alone =
        recordings.stream().filter(each -> each.plan().topology().agents().size() == 1).count();
    if (alone > 0) {
      remarks.add(
          "%,d of %,d traces are of one model alone: its speed is taken, their lengths aren't."
              .formatted(alone, recordings.size()));
    }
    List<Reply> replies = results == null ? List.of() : ResultsFile.read(results);
    return new FleetFit(
        recordings.size(),
        List.copyOf(models.values()),
        team,
        results == null ? Lengths.of(recordings) : Lengths.of(replies, results.toString()),
        perSecond(traces.writtenMs()),
        longestPrompt(recordings),
        remarks);
  }

  /// The fleet file: YAML that [dev.staircase.lab.fleet.FleetFile] reads, with what each figure
  /// rests on.
  public String toYaml() {
    return new FleetSheet(this).text();
  }

  private static List<String> models(List<Recording> recordings) {
    return recordings.stream()
        .flatMap(recording -> recording.calls().stream())
        .filter(RecordedCall::writes)
        .map(RecordedCall::model)
        .distinct()
        .sorted()
        .toList();
  }

  private static double perSecond(List<Long> writtenMs) {
    var written = writtenMs.stream().mapToLong(ms -> ms).summaryStatistics();
    long spanMs = written.getMax() - written.getMin();
    return spanMs < LEAST_SPAN_MS ? 0 : 1_000.0 * (written.getCount() - 1) / spanMs;
  }

  private static long longestPrompt(List<Recording> recordings) {
    return recordings.stream()
        .flatMap(recording -> recording.calls().stream())
        .flatMapToLong(call ->
            call.usage == null ? LongStream.empty() : LongStream.of(call.usage.promptTokens()))
        .max()
        .orElse(0);
  }
}
