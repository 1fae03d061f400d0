package dev.staircase.cli;

import dev.staircase.lab.trial.Prompt;
import dev.staircase.lab.trial.ResultsFile;
import dev.staircase.lab.trial.Runner;
import dev.staircase.lab.trial.Setup;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bench`.
@Command(
    name = "bench",
    description = {
      "Measure models: one alone, serially and by staircase.",
      "The same prompts are answered in each way, in turn, by a server in this process;",
      "a client on loopback measures. The folder --out gets results.jsonl (a line per",
      "answer), summary.json and report.html. After Ctrl-C the same command goes on.",
      "Without a configuration the built-in models answer: they are no language models."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class BenchCommand implements Callable<Integer> {
  private final Console console;
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private BenchOptions options = new BenchOptions();

  BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.check();
    List<Prompt> prompts = options.prompts();
    try (var interrupt = console.interrupts().listen();
        var loops = new Loops();
        var clients = new Loops()) {
      BenchSite site = new BenchSite(loops.vertx(), options.config, console.env());
      Setup setup = options.setup(prompts, site.models());
      site.check(setup.variants());
      ResultsFile results = ResultsFile.open(options.out, setup);
      int all = setup.requests() * setup.variants().size();
      var progress = new BenchProgress(console, all, results.replies().size());
      site.serve(setup.variants());
      if (results.replies().size() < all) {
        try (var clerk = new BenchClerk(site.ideal(), prompts, results, progress)) {
          Runner runner = new Runner(clients.vertx(), site::port, site.builtIn(), clerk::take);
          interrupt.then(runner::stop);
          runner.warmUp(setup, prompts);
          progress.begin();
          runner.run(setup, prompts, results);
        }
        progress.end();
      }
      boolean complete = results.replies().size() == all;
      var about = new BenchAbout(spec, site, options, setup, all - results.replies().size());
      about.report(prompts, results.replies());
      console.line(options.out.resolve("report.html").toString());
      if (!complete) {
        console.say(
            "staircase: interrupted after %d of %d answers; the same command goes on"
                .formatted(results.replies().size(), all));
        return ExitCode.INTERRUPTED;
      }
      boolean whole = results.replies().stream().allMatch(reply -> reply.error() == null);
      return whole ? ExitCode.DONE : ExitCode.FAILED;
    }
  }
}
