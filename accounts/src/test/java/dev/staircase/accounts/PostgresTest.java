package dev.staircase.accounts;

import java.sql.SQLException;

final class PostgresTest extends StoreContract {
  @Override
  AccountsSettings settings() throws SQLException {
    return AccountsSettings.of(Servers.freshPostgres());
  }
}
