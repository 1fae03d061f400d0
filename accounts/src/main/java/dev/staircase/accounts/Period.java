package dev.staircase.accounts;

import java.time.LocalDate;
import java.time.ZoneOffset;

/// How long a budget is for. Days and months are UTC's.
public enum Period {
  DAY {
    @Override
    LocalDate first(LocalDate day) {
      return day;
    }

    @Override
    LocalDate last(LocalDate day) {
      return day;
    }
  },
  MONTH {
    @Override
    LocalDate first(LocalDate day) {
      return day.withDayOfMonth(1);
    }

    @Override
    LocalDate last(LocalDate day) {
      return day.withDayOfMonth(day.lengthOfMonth());
    }
  };

  /// The first day of the period that `day` is in.
  abstract LocalDate first(LocalDate day);

  /// The last day of the period that `day` is in.
  abstract LocalDate last(LocalDate day);

  /// Seconds from `nowS` (since 1970) to the begin of the period after that of `day`.
  long secondsLeft(LocalDate day, long nowS) {
    return last(day).plusDays(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC) - nowS;
  }
}
