package dev.staircase.accounts;

import dev.staircase.runtime.client.Secret;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A virtual key as clients send it: `sk-staircase-<public id>-<secret>`, 64 bits and 256 bits in
/// hexadecimal digits.
///
/// @param id may be shown
record KeyText(String id, Secret secret) {
  private static final String PREFIX = "sk-staircase-";
  private static final int ID_BYTES = 8;
  private static final int SECRET_BYTES = 32;
  private static final int LENGTH = PREFIX.length() + 2 * ID_BYTES + 1 + 2 * SECRET_BYTES;
  private static final Pattern FORM =
      Pattern.compile(
          PREFIX + "([0-9a-f]{%d})-([0-9a-f]{%d})".formatted(2 * ID_BYTES, 2 * SECRET_BYTES));

  static KeyText random(SecureRandom random) {
    return new KeyText(digits(random, ID_BYTES), new Secret(digits(random, SECRET_BYTES)));
  }

  /// The parts of `credential`; null if it can't be a key.
  static @Nullable KeyText parse(@Nullable String credential) {
    if (credential == null || credential.length() != LENGTH) {
      return null;
    }
    Matcher form = FORM.matcher(credential);
    return form.matches() ? new KeyText(form.group(1), new Secret(form.group(2))) : null;
  }

  Secret whole() {
    return new Secret(PREFIX + id + "-" + secret.reveal());
  }

  private static String digits(SecureRandom random, int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }
}
