package dev.staircase.accounts;

/// A key as the store holds it.
record StoredKey(VirtualKey key, KeyHash hash) {}
