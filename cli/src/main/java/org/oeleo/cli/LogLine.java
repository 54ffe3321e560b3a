package org.oeleo.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.StringJoiner;
import org.oeleo.spi.Printable;

/** A log entry on one line: UTC time, level, text; nothing in it can begin a line of its own. */
final class LogLine extends EncoderBase<ILoggingEvent> {
  /** The entry without line end; below it, if something was thrown, the indented stack trace. */
  static String of(ILoggingEvent event) {
    StringBuilder line = new StringBuilder();
    line.append(Fields.time(Instant.ofEpochMilli(event.getTimeStamp())));
    line.append(' ').append(String.format("%-5s", event.getLevel())).append(' ');
    line.append(Printable.name(event.getFormattedMessage()));
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      ThrowableProxyUtil.asString(thrown)
          .lines()
          .forEach(text -> line.append("\n    ").append(Printable.name(text.strip())));
    }
    return line.toString();
  }

  /** {@code event=run-finished took=1.2 ending="..."}. */
  static String of(String event, Map<String, Object> fields) {
    StringJoiner line = new StringJoiner(" ");
    line.add("event=" + event);
    fields.forEach((name, value) -> add(line, name, value));
    return line.toString();
  }

  private static void add(StringJoiner line, String name, Object value) {
    if (value instanceof Map<?, ?> nested) {
      nested.forEach((inner, one) -> add(line, name + "." + inner, one));
    } else {
      line.add(name + "=" + quoted(value.toString()));
    }
  }

  private static String quoted(String text) {
    String safe = Printable.name(text);
    boolean plain =
        !safe.isEmpty() && safe.chars().noneMatch(c -> c == ' ' || c == '"' || c == '=');
    return plain ? safe : '"' + safe.replace("\"", "\\\"") + '"';
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return (of(event) + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
