package dev.staircase.accounts;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.staircase.runtime.client.Secret;
import dev.staircase.runtime.config.AccountsSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/// A SQLite file or a PostgreSQL database with the tables of the migrations. Its calls block.
///
/// SQLite is written ahead (WAL) without a sync for each transaction: a crash of this process loses
/// nothing, one of the machine may lose what was booked last. One connection is used for it, since
/// it has one writer at a time; PostgreSQL gets several.
final class Database implements AutoCloseable {
  private static final String MIGRATIONS = "classpath:dev/staircase/accounts/migrations";
  private static final int SQLITE_TRIES = 5;
  private static final int POSTGRESQL_CONNECTIONS = 8;
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final HikariDataSource pool;

  /// What is done in one transaction.
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
  }

  private Database(HikariDataSource pool) {
    this.pool = pool;
  }

  /// Brings the tables up to date, and opens connections.
  ///
  /// @throws RuntimeException if the database is not there or can't be used
  static Database open(AccountsSettings settings) {
    Properties properties = properties(settings);
    Flyway flyway =
        Flyway.configure(Database.class.getClassLoader())
            .dataSource(settings.store().reveal(), settings.user(), text(settings.password()))
            .jdbcProperties(asMap(properties))
            .loggers("slf4j")
            .locations(MIGRATIONS)
            .load();
    migrate(flyway, settings.embedded() ? SQLITE_TRIES : 1);
    HikariConfig config = new HikariConfig();
    config.setPoolName("accounts");
    config.setJdbcUrl(settings.store().reveal());
    config.setUsername(settings.user());
    config.setPassword(text(settings.password()));
    config.setDataSourceProperties(properties);
    config.setMaximumPoolSize(connections(settings));
    config.setConnectionTimeout(CONNECT.toMillis());
    config.setAutoCommit(false);
    return new Database(new HikariDataSource(config));
  }

  /// The most transactions at a time.
  static int connections(AccountsSettings settings) {
    return settings.embedded() ? 1 : POSTGRESQL_CONNECTIONS;
  }

  /// Does `work` in a transaction: all of it, or nothing if it throws.
  <T extends @Nullable Object> T transact(Work<T> work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    }
  }

  /// Throws if the database can't be asked.
  void probe() throws SQLException {
    transact(connection -> {
      try (var statement = connection.createStatement()) {
        return statement.execute("select 1");
      }
    });
  }

  @Override
  public void close() {
    pool.close();
  }

  /// Two processes that make the tables of one SQLite file at the same time get in each other's
  /// way, for it has no lock that Flyway could hold meanwhile: the later one tries again.
  private static void migrate(Flyway flyway, int tries) {
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      if (tries == 1) {
        throw e;
      }
      migrate(flyway, tries - 1);
    }
  }

  private static void rollBack(Connection connection, Exception because) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  /// A transaction of SQLite that begins with a write waits for its turn; one that has read before
  /// it writes may fail. Those of [Ledger] begin with a write.
  private static Properties properties(AccountsSettings settings) {
    Properties properties = new Properties();
    if (settings.embedded()) {
      properties.setProperty("journal_mode", "WAL");
      properties.setProperty("synchronous", "NORMAL");
      properties.setProperty("foreign_keys", "true");
      properties.setProperty("busy_timeout", String.valueOf(ANSWER.toMillis()));
    } else {
      properties.setProperty("ApplicationName", "staircase");
      properties.setProperty("tcpKeepAlive", "true");
      properties.setProperty("connectTimeout", String.valueOf(CONNECT.toSeconds()));
      properties.setProperty("socketTimeout", String.valueOf(ANSWER.toSeconds()));
    }
    return properties;
  }

  private static Map<String, String> asMap(Properties properties) {
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }

  private static @Nullable String text(@Nullable Secret secret) {
    return secret == null ? null : secret.reveal();
  }
}
