package dev.staircase.accounts;

import dev.staircase.runtime.config.AccountsSettings;
import java.sql.SQLException;

final class PostgresTest extends StoreContract {
  @Override
  AccountsSettings settings() throws SQLException {
    return AccountsSettings.of(Servers.freshPostgres());
  }
}
