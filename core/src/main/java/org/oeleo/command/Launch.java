package org.oeleo.command;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/**
 * A program about to be started: without a shell, with an empty standard input, and without the
 * variables that are oeleo's. Immutable.
 *
 * @param program what is started
 * @param arguments exactly these bytes
 */
record Launch(Program program, List<byte[]> arguments) {
  private static final Program XARGS = new Program("xargs");

  /**
   * Starts it; whoever calls sees to its end.
   *
   * @throws ConnectorException UNREACHABLE if it cannot be started; INVALID_NAME if this machine
   *     cannot hand on an argument
   */
  Process start() throws IOException {
    List<Optional<String>> texts =
        arguments.stream().map(NativeNames::asArgument).toList();
    if (texts.stream().allMatch(Optional::isPresent)) {
      List<String> words = new ArrayList<>(List.of(program.name()));
      texts.forEach(text -> words.add(text.orElseThrow()));
      return started(words, new byte[0]);
    }
    // Of a missing program xargs would tell in its own way.
    program.require();
    return started(byXargs(), separated());
  }

  /**
   * Java hands on what the locale can say. {@code xargs} takes any bytes, each followed by a NUL,
   * and runs the program with them as they are, itself on an empty input.
   */
  private List<String> byXargs() throws ConnectorException {
    if (File.separatorChar != '/' || XARGS.find().isEmpty()) {
      throw new ConnectorException(
          Kind.INVALID_NAME,
          "Java cannot hand on a name that this locale cannot say, and there is no xargs to do it");
    }
    String count = Integer.toString(arguments.size());
    return List.of(XARGS.name(), "-0", "-x", "-n", count, program.name());
  }

  private byte[] separated() {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    for (byte[] argument : arguments) {
      all.writeBytes(argument);
      all.write(0);
    }
    return all.toByteArray();
  }

  private Process started(List<String> words, byte[] input) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().keySet().removeIf(Program::isOurs);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      program.require();
      throw new ConnectorException(
          Kind.UNREACHABLE,
          "the program " + Printable.name(program.name()) + " of OELEO_COMMAND cannot be started: "
              + Printable.name(String.valueOf(e.getMessage())),
          e);
    }
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException ended) {
      // Its exit status says what became of it.
    }
    return process;
  }
}
