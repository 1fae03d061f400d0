package dev.staircase.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.accounts.Accounts;
import dev.staircase.core.chat.Usage;
import dev.staircase.runtime.config.AccountsSettings;
import dev.staircase.server.gate.Claim;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeysTest {
  @TempDir private Path folder;
  private String store = "";

  @BeforeEach
  void place() {
    store = "jdbc:sqlite:" + folder.resolve("keys.db");
  }

  @Test
  void aKeyIsMadeShownOnceUsedAndRevoked() throws Exception {
    String key =
        keys("create", "shop", "--budget", "2.50/day", "--model", "tri*", "--answers", "3")
            .out()
            .strip();
    assertThat(key).matches("sk-staircase-[0-9a-f]{16}-[0-9a-f]{64}");
    String id = key.substring(13, 29);
    spend(key);
    assertThat(keys("list").out())
        .contains(id, "valid", "shop", "models tri*; 3 answers at a time; 2.5 USD/day")
        .doesNotContain(key.substring(30));
    assertThat(keys("usage").out()).contains(id + "  1  30  20  10  0.125000000");
    assertThat(keys("usage", "--to", "2001-01-31").out()).isEmpty();
    assertThat(keys("revoke", id).err()).contains("key " + id + " is revoked");
    assertThat(keys("list").out()).contains("revoked");
    var again = new World();
    assertThat(again.run("keys", "revoke", id, "--store", store)).isEqualTo(ExitCode.FAILED);
    assertThat(again.err()).contains("expected the id of a valid key, found '" + id + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keys                             | expected create, list, revoke or usage after keys",
        "keys list                        | --store: expected the URL of the keys' store here or",
        "keys list --store mysql://db     | --store: expected jdbc:sqlite:FILE or",
        "keys create a --budget 5         | --budget: expected USD/day or USD/month",
        "keys create a --answers -1       | expected 0 (no limit) to 1,000,000,000 answers",
        "keys create a --model a*b        | expected a model's name, or a prefix followed by *",
      })
  void wrongUsageIsTold(String line, String message) {
    var world = new World();
    assertThat(world.run(line.strip().split(" +"))).isEqualTo(ExitCode.USAGE);
    assertThat(world.err()).contains(message);
    assertThat(world.out()).isEmpty();
  }

  private World keys(String... arguments) {
    var world = new World();
    String[] all = new String[arguments.length + 3];
    all[0] = "keys";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--store";
    all[all.length - 1] = store;
    assertThat(world.run(all)).as(world.err()).isEqualTo(ExitCode.DONE);
    return world;
  }

  /// One answer of 12.5 cents, as a server books it.
  private void spend(String key) throws Exception {
    Vertx vertx = Vertx.vertx();
    Accounts gate = Waiting.on(Accounts.open(vertx, AccountsSettings.of(store)));
    var caller = Waiting.on(gate.caller(key));
    var pass = Waiting.on(gate.enter(caller, new Claim("r", "trio", 50, 50, 0.5)));
    pass.settle(new Usage(30, 20, 10), 0.125);
    Waiting.on(gate.close());
    Waiting.on(vertx.close());
  }
}
