package dev.staircase.accounts;

import dev.staircase.runtime.client.Secret;

/// A key just made: the only time that its text is known.
///
/// @param text what the client sends as its API key
public record NewKey(VirtualKey key, Secret text) {}
