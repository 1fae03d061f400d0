package dev.staircase.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What standard output leads to.
interface Terminal {
  /// Whether it is a screen that a person looks at and that knows ANSI sequences.
  boolean screen();

  /// How large it is by now.
  Size size();

  /// A terminal's size in character cells.
  record Size(int columns, int rows) {
    static final Size USUAL = new Size(100, 30);
    private static final int LEAST_COLUMNS = 40;
    private static final int LEAST_ROWS = 12;

    public Size {
      columns = Math.max(LEAST_COLUMNS, columns);
      rows = Math.max(LEAST_ROWS, rows);
    }
  }

  /// The process's own: a screen when input and output are a terminal that is not `dumb`.
  @SuppressWarnings(
      "SystemConsoleNull") // It is null again since JDK 25 where there is no terminal.
  static Terminal ofProcess(Map<String, String> env) {
    Console console = System.console();
    boolean screen =
        console != null && console.isTerminal() && !"dumb".equals(env.getOrDefault("TERM", "dumb"));
    return new Terminal() {
      @Override
      public boolean screen() {
        return screen;
      }

      @Override
      public Size size() {
        return screen ? measured(env) : Size.USUAL;
      }
    };
  }

  /// Asks the terminal itself, for the variable COLUMNS does not follow a window; a few
  /// milliseconds.
  private static Size measured(Map<String, String> env) {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      if (stty.waitFor(1, TimeUnit.SECONDS)) {
        String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        String[] rowsAndColumns = said.strip().split(" ", 2);
        if (rowsAndColumns.length == 2 && !rowsAndColumns[1].equals("0")) {
          return new Size(whole(rowsAndColumns[1], 0), whole(rowsAndColumns[0], 0));
        }
      }
    } catch (IOException e) {
      // No stty here: what the environment says has to do.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Size(
        whole(env.getOrDefault("COLUMNS", ""), Size.USUAL.columns()),
        whole(env.getOrDefault("LINES", ""), Size.USUAL.rows()));
  }

  private static int whole(String text, int otherwise) {
    return text.matches("\\d{1,5}") ? Integer.parseInt(text) : otherwise;
  }
}
