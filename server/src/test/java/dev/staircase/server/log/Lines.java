package dev.staircase.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// Everything that is logged while it is open, from DEBUG on, as both formats write it.
public final class Lines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  /// As in the configuration of the command line.
  public static final String TEXT =
      "%d{HH:mm:ss.SSS} %-5level %logger{0}: %replace(%msg %kvp{NONE}){'[\\r\\n]+', ' '}%n";

  public final List<String> json = new CopyOnWriteArrayList<>();
  public final List<String> text = new CopyOnWriteArrayList<>();
  private final JsonLines encoder = new JsonLines();
  private final PatternLayout layout = new PatternLayout();
  private final Logger root;
  private final Level before;

  public Lines() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    before = root.getLevel();
    layout.setContext(context);
    layout.setPattern(TEXT);
    layout.start();
    setContext(context);
    start();
    root.setLevel(Level.DEBUG);
    root.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    json.add(new String(encoder.encode(event), UTF_8));
    text.add(layout.doLayout(event));
  }

  @Override
  public void close() {
    root.detachAppender(this);
    root.setLevel(before);
    stop();
  }
}
