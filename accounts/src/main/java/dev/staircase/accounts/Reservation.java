package dev.staircase.accounts;

import java.time.LocalDate;

/// What is set aside for one answer until it is settled.
///
/// @param id unique among all servers
/// @param key the public id of the key that pays
/// @param day (UTC) when the answer began, to which it is booked, however long it takes
/// @param nanos nano-USD
record Reservation(String id, String key, LocalDate day, long nanos) {}
