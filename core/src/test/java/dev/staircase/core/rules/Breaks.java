package dev.staircase.core.rules;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/// What [Purity] must say of a class that is planted to break its rules.
@Retention(RetentionPolicy.RUNTIME)
@interface Breaks {
  String[] value();
}
