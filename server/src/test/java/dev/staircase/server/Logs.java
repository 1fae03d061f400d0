package dev.staircase.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// Hears what is logged as a warning or worse.
final class Logs extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  Logs() {
    start();
    root.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    // An event loop that had no CPU for seconds is the machine's doing.
    if (event.getLevel().isGreaterOrEqual(Level.WARN)
        && !event.getLoggerName().endsWith("BlockedThreadChecker")) {
      String trace =
          event.getThrowableProxy() == null
              ? ""
              : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
      heard.add(event.getLoggerName() + ": " + event.getFormattedMessage() + trace);
    }
  }

  List<String> heard() {
    return heard;
  }

  @Override
  public void close() {
    root.detachAppender(this);
  }
}
