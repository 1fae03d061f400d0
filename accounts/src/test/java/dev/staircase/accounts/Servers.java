package dev.staircase.accounts;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// The real servers that tests run against, named by the environment.
final class Servers {
  private Servers() {}

  /// A new database of the PostgreSQL server, as a JDBC URL.
  static String freshPostgres() throws SQLException {
    String url = variable("STAIRCASE_TEST_POSTGRES");
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return url.replace("/postgres?", "/" + name + "?");
  }

  static String redis() {
    return variable("STAIRCASE_TEST_REDIS");
  }

  /// Skips the test without it; where CI promises it, fails.
  private static String variable(String name) {
    String value = System.getenv(name);
    if (value == null) {
      String message = name + " is not set: run the tests with .ci/services COMMAND...";
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(message);
      }
      Assumptions.abort(message);
      throw new AssertionError("aborted above");
    }
    return value;
  }
}
