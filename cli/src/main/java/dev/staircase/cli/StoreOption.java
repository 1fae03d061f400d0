package dev.staircase.cli;

import dev.staircase.accounts.KeyRing;
import dev.staircase.runtime.client.Secret;
import dev.staircase.runtime.config.AccountsSettings;
import dev.staircase.runtime.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// Where the keys are that a command is about.
final class StoreOption {
  private static final String STORE = "STAIRCASE_STORE";
  private static final String PEPPER = "STAIRCASE_PEPPER";

  @Spec(Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration whose server.keys is meant, its pepper included.")
  private @Nullable Path config;

  @Option(
      names = "--store",
      paramLabel = "URL",
      description = {
        "jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE (default: $" + STORE + ").",
        "Keys are made with the pepper in $" + PEPPER + ", if there is one."
      })
  private @Nullable String store;

  /// Opens the store.
  KeyRing open(Console console) throws IOException {
    if (config != null) {
      AccountsSettings configured = Config.load(config, console.env()).server().accounts();
      if (configured == null) {
        throw wrong("--config: expected server.keys in %s, found none".formatted(config));
      }
      return KeyRing.open(configured);
    }
    String url = store == null ? console.env().get(STORE) : store;
    if (url == null || url.isBlank()) {
      throw wrong("--store: expected the URL of the keys' store here or in $" + STORE);
    }
    AccountsSettings settings;
    try {
      settings = AccountsSettings.of(url);
    } catch (IllegalArgumentException e) {
      throw wrong("--" + e.getMessage());
    }
    String pepper = console.env().get(PEPPER);
    return KeyRing.open(pepper == null ? settings : settings.withPepper(new Secret(pepper)));
  }

  ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
