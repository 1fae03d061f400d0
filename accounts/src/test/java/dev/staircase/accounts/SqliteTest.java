package dev.staircase.accounts;

import dev.staircase.runtime.config.AccountsSettings;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

final class SqliteTest extends StoreContract {
  @TempDir private Path folder;

  @Override
  AccountsSettings settings() {
    return AccountsSettings.of("jdbc:sqlite:" + folder.resolve(UUID.randomUUID() + ".db"));
  }
}
