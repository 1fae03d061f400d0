package dev.staircase.accounts;

import dev.staircase.runtime.client.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What is stored of a key's secret: its HMAC-SHA-256 under a random salt and the server's pepper.
/// A slow hash would add nothing, since the secret is 256 random bits.
///
/// @param salt in hexadecimal digits
/// @param hash in hexadecimal digits
record KeyHash(String salt, String hash) {
  /// What no secret has; comparing with it costs what any comparison does.
  static final KeyHash NOBODYS = new KeyHash("0".repeat(64), "0".repeat(64));

  private static final String HMAC = "HmacSHA256";
  private static final int SALT_BYTES = 32;

  static KeyHash of(Secret secret, @Nullable Secret pepper, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new KeyHash(
        HexFormat.of().formatHex(salt), HexFormat.of().formatHex(hmac(salt, secret, pepper)));
  }

  /// Compares in constant time.
  boolean matches(Secret secret, @Nullable Secret pepper) {
    byte[] salted = HexFormat.of().parseHex(salt);
    return MessageDigest.isEqual(HexFormat.of().parseHex(hash), hmac(salted, secret, pepper));
  }

  /// The HMAC's key is the salt, of fixed length, followed by the pepper.
  private static byte[] hmac(byte[] salt, Secret secret, @Nullable Secret pepper) {
    byte[] more = pepper == null ? new byte[0] : bytes(pepper);
    byte[] key = new byte[salt.length + more.length];
    System.arraycopy(salt, 0, key, 0, salt.length);
    System.arraycopy(more, 0, key, salt.length, more.length);
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(bytes(secret));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("expected a Java with " + HMAC + ", as every one has", e);
    }
  }

  private static byte[] bytes(Secret secret) {
    return secret.reveal().getBytes(StandardCharsets.UTF_8);
  }
}
