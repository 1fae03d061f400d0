package dev.staircase.accounts;

import dev.staircase.runtime.client.Secret;
import dev.staircase.runtime.config.AccountsSettings;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/// The keys of a store, to make, look at and revoke; for operators. Its calls block.
public final class KeyRing implements AutoCloseable {
  private static final int LONGEST_NAME = 100;

  private final Database database;
  private final @Nullable Secret pepper;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  KeyRing(Database database, @Nullable Secret pepper, InstantSource clock) {
    this.database = database;
    this.pepper = pepper;
    this.clock = clock;
  }

  /// Opens the store, and makes its tables if there are none.
  public static KeyRing open(AccountsSettings settings) throws IOException {
    try {
      return new KeyRing(Database.open(settings), settings.pepper(), InstantSource.system());
    } catch (FlywayException e) {
      throw new IOException("expected a store of accounts to open, found: " + e.getMessage(), e);
    }
  }

  /// Makes a key. Its text is returned and kept nowhere.
  ///
  /// @param name what it is called, for people: 1 to 100 printable characters
  public NewKey create(String name, Limits limits, boolean admin) throws IOException {
    if (name.isBlank()
        || name.length() > LONGEST_NAME
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "expected a name of 1 to %d printable characters, found one of %d"
              .formatted(LONGEST_NAME, name.length()));
    }
    KeyText text = KeyText.random(random);
    var created = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    VirtualKey key = new VirtualKey(text.id(), name, limits, admin, created, null);
    StoredKey stored = new StoredKey(key, KeyHash.of(text.secret(), pepper, random));
    transact(connection -> {
      KeyTable.insert(connection, stored);
      return true;
    });
    return new NewKey(key, text.whole());
  }

  /// All keys, the oldest first, revoked ones included.
  public List<VirtualKey> list() throws IOException {
    return transact(KeyTable::all).stream().map(StoredKey::key).toList();
  }

  /// Ends a key. It gets no new answer from now on; answers under way are finished.
  ///
  /// @return whether there was such a valid key
  public boolean revoke(String id) throws IOException {
    return transact(connection -> KeyTable.revoke(connection, id, clock.instant()));
  }

  /// What keys took from `first` to `last`, both included (UTC).
  public List<DayUsage> usage(LocalDate first, LocalDate last) throws IOException {
    return transact(connection -> UsageTable.read(connection, first, last));
  }

  @Override
  public void close() {
    database.close();
  }

  private <T> T transact(Database.Work<T> work) throws IOException {
    try {
      return database.transact(work);
    } catch (SQLException e) {
      throw new IOException("the store of accounts failed: " + e.getMessage(), e);
    }
  }
}
