package dev.staircase.cli;

import dev.staircase.accounts.Budget;
import dev.staircase.accounts.DayUsage;
import dev.staircase.accounts.KeyRing;
import dev.staircase.accounts.Limits;
import dev.staircase.accounts.NewKey;
import dev.staircase.accounts.VirtualKey;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keys create|list|revoke|usage`.
@Command(
    name = "keys",
    description = "Make, list and revoke the keys of clients, and tell what they took.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class KeysCommand implements Runnable {
  private final Console console;
  @Spec private CommandSpec spec = CommandSpec.create();

  KeysCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "expected create, list, revoke or usage after keys, found nothing");
  }

  @Command(
      name = "create",
      description = {
        "Make a key and print it to standard output.",
        "This is the only time that it is shown: only a hash of it is kept."
      },
      mixinStandardHelpOptions = true,
      sortOptions = false)
  int create(
      @Parameters(paramLabel = "NAME", description = "Whose key it is, for people.") String name,
      @Mixin LimitOptions limits,
      @Option(names = "--admin", description = "It may see what other keys did.") boolean admin,
      @Mixin StoreOption store)
      throws IOException {
    Limits granted = limits.limits(store);
    try (KeyRing ring = store.open(console)) {
      NewKey made = ring.create(name, granted, admin);
      console.line(made.text().reveal());
      console.say(
          "key %s is made. It is shown this once; give it to clients as their API key."
              .formatted(made.key().id()));
      return ExitCode.DONE;
    } catch (IllegalArgumentException e) {
      throw store.wrong("NAME: " + e.getMessage());
    }
  }

  @Command(
      name = "list",
      description = "All keys, the oldest first, without their secrets.",
      mixinStandardHelpOptions = true)
  int list(@Mixin StoreOption store) throws IOException {
    try (KeyRing ring = store.open(console)) {
      for (VirtualKey key : ring.list()) {
        console.line(
            "%s  %s  %s  %s%s"
                .formatted(
                    key.id(),
                    key.created(),
                    key.revoked() == null ? "valid" : "revoked " + key.revoked(),
                    Wrap.printable(key.name()),
                    words(key)));
      }
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "revoke",
      description = {
        "End a key, by its id.",
        "It gets no new answer from now on; answers under way are finished."
      },
      mixinStandardHelpOptions = true)
  int revoke(
      @Parameters(paramLabel = "ID", description = "The id that list and create tell.") String id,
      @Mixin StoreOption store)
      throws IOException {
    try (KeyRing ring = store.open(console)) {
      if (!ring.revoke(id)) {
        console.say("expected the id of a valid key, found '%s'; see keys list".formatted(id));
        return ExitCode.FAILED;
      }
      console.say("key " + id + " is revoked");
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "usage",
      description = {
        "What keys took on each day (UTC), of answers that are over.",
        "Columns: day, key, requests, prompt tokens, cached ones of them, completion tokens, USD."
      },
      mixinStandardHelpOptions = true,
      sortOptions = false)
  int usage(
      @Option(
              names = "--from",
              paramLabel = "DAY",
              description = "As 2026-01-31 (default: the first day of this month).")
          @Nullable LocalDate from,
      @Option(names = "--to", paramLabel = "DAY", description = "Included (default: today).")
          @Nullable LocalDate to,
      @Mixin StoreOption store)
      throws IOException {
    LocalDate last = to == null ? LocalDate.now(ZoneOffset.UTC) : to;
    LocalDate first = from == null ? last.withDayOfMonth(1) : from;
    try (KeyRing ring = store.open(console)) {
      for (DayUsage day : ring.usage(first, last)) {
        console.line(
            "%s  %s  %d  %d  %d  %d  %s"
                .formatted(
                    day.day(),
                    day.key(),
                    day.requests(),
                    day.used().promptTokens(),
                    day.used().cachedTokens(),
                    day.used().completionTokens(),
                    day.usd().toPlainString()));
      }
      return ExitCode.DONE;
    }
  }

  /// What a key may do, where that is not everything.
  private static String words(VirtualKey key) {
    Limits limits = key.limits();
    List<String> words = new ArrayList<>();
    if (key.admin()) {
      words.add("admin");
    }
    if (!limits.models().isEmpty()) {
      words.add("models " + String.join(",", limits.models()));
    }
    count(words, limits.requestsPerMinute(), "requests/min");
    count(words, limits.tokensPerMinute(), "tokens/min");
    count(words, limits.answers(), "answers at a time");
    Budget budget = limits.budget();
    if (budget != null) {
      words.add(
          "%s USD/%s"
              .formatted(
                  budget.usd().stripTrailingZeros().toPlainString(),
                  LimitOptions.word(budget.period())));
    }
    return words.isEmpty() ? "" : "  (" + String.join("; ", words) + ")";
  }

  private static void count(List<String> words, long limit, String what) {
    if (limit > 0) {
      words.add(limit + " " + what);
    }
  }
}
