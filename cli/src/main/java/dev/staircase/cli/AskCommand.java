package dev.staircase.cli;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.answer.Witness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ask`.
@Command(
    name = "ask",
    description = {
      "Answer a question.",
      "The answer streams to standard output, a summary goes to standard error. Ctrl-C",
      "closes every call. Without a configuration the built-in models answer, which are",
      "no language models."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AskCommand implements Callable<Integer> {
  private final Console console;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "QUESTION",
      arity = "0..1",
      description = "The question (default: read from standard input).")
  private @Nullable String question;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "single, serial or staircase (default: as configured).")
  private @Nullable String mode;

  @Mixin private QuestionOptions options = new QuestionOptions();

  @Option(
      names = "--system",
      paramLabel = "TEXT",
      description = "A system message before the question.")
  private @Nullable String system;

  @Option(names = "--max-tokens", paramLabel = "N", description = "The most tokens of the answer.")
  private int maxTokens;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "0 to 2, for the model that writes the answer.")
  private @Nullable Double temperature;

  @Option(names = "--trace", paramLabel = "FILE", description = "Write what happened, for replay.")
  private @Nullable Path trace;

  @Option(names = "--json", description = "Print one JSON object at the end instead.")
  private boolean json;

  AskCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Message> conversation = conversation();
    checkLimits();
    try (var interrupt = console.interrupts().listen();
        var loops = new Loops()) {
      Session session = Session.open(loops.vertx(), options.config, console.env());
      Sampling sampling = new Sampling(temperature, null, options.seed, List.of(), null);
      String model = session.model(options.model);
      Plan plan =
          Waiting.on(
              session
                  .staircase()
                  .plan(options.ask(model, conversation, sampling, maxTokens, mode)));
      return answer(session, plan, model, interrupt);
    }
  }

  private int answer(Session session, Plan plan, String model, Interrupt interrupt)
      throws IOException, InterruptedException {
    Desk desk = new Desk();
    Tally tally = new Tally(plan);
    AskReport report = new AskReport(console, desk, json);
    List<Witness> witnesses = new ArrayList<>(List.of(tally));
    try (TraceFile file = trace == null ? null : new TraceFile(trace, plan, desk)) {
      if (file != null) {
        witnesses.add(file);
      }
      var answer = session.staircase().answer(plan, report, witnesses.toArray(Witness[]::new));
      report.onBrokenPipe(answer::cancel);
      interrupt.then(answer::cancel);
      desk.workUntilClosed();
    }
    report.summary(
        conversation().getLast().content(), model, tally, session.builtIn() != null, trace);
    return switch (report.outcome()) {
      case Outcome.Completed completed -> ExitCode.DONE;
      case Outcome.Failed failed -> ExitCode.FAILED;
      case Outcome.Cancelled() -> interrupt.came() ? ExitCode.INTERRUPTED : ExitCode.FAILED;
    };
  }

  private void checkLimits() {
    if (maxTokens < 0) {
      throw wrong("--max-tokens: expected 0 (no limit) or more, found " + maxTokens);
    }
    if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
      throw wrong("--temperature: expected 0 to 2, found " + temperature);
    }
  }

  private List<Message> conversation() throws IOException {
    if (question == null) {
      question = new String(console.in().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    if (question.isBlank()) {
      throw wrong("expected a question as an argument or on standard input, found none");
    }
    return system == null
        ? List.of(Message.user(question))
        : List.of(Message.system(system), Message.user(question));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
