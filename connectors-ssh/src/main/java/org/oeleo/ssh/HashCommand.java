package org.oeleo.ssh;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Printable;
import org.oeleo.ssh.access.Command;
import org.oeleo.ssh.access.SshConnection;

/**
 * A command on the server that sums up whatever file it is named, until it is closed. One thread at
 * a time. The command is always the same text: names go to the standard input of {@code xargs -0},
 * so that no shell ever reads them.
 */
final class HashCommand implements Closeable {
  /** Each line: the sum, a blank, a blank or star, the name. */
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{32,64}) [ *](.+)");

  /** Always there and never printed otherwise: what comes before it has been dealt with. */
  private static final String LAST = "/dev/null";

  private final Command command;
  private final BufferedReader output;

  private final SshConnection connection;

  private HashCommand(SshConnection connection, Command command) {
    this.connection = connection;
    this.command = command;
    this.output =
        new BufferedReader(new InputStreamReader(command.output(), StandardCharsets.ISO_8859_1));
  }

  static HashCommand start(SshConnection connection, HashAlgorithm algorithm) throws IOException {
    return new HashCommand(connection, connection.run(text(algorithm)));
  }

  /** Whether this is where it runs; after a connection has broken its commands are of no use. */
  boolean runsOn(SshConnection other) {
    return connection == other;
  }

  static String text(HashAlgorithm algorithm) {
    return "xargs -0 -n 1 " + (algorithm.equals(HashAlgorithm.MD5) ? "md5sum" : "sha256sum");
  }

  /**
   * The sums of these files, by name; without those that cannot be read.
   *
   * @param places absolute, without line feed, carriage return and backslash; one character a byte
   */
  Map<String, String> sums(Collection<String> places) throws IOException {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    for (String place : places) {
      names.writeBytes(place.getBytes(StandardCharsets.ISO_8859_1));
      names.write(0);
    }
    names.writeBytes((LAST + "\0").getBytes(StandardCharsets.ISO_8859_1));
    names.writeTo(command.input());
    command.input().flush();
    return answers();
  }

  private Map<String, String> answers() throws IOException {
    Map<String, String> sums = new HashMap<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher sum = LINE.matcher(line);
      if (sum.matches() && sum.group(2).equals(LAST)) {
        return sums;
      }
      if (sum.matches()) {
        sums.put(sum.group(2), sum.group(1));
      }
    }
    throw new EOFException(
        "the command ended: " + Printable.name(command.errors().strip()));
  }

  @Override
  public void close() {
    command.close();
  }
}
