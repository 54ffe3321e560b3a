package org.oeleo.ssh.sftp;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The server program of OpenSSH over the pipes of its process. */
final class SftpProgram implements Wire {
  private static final List<Path> PLACES = List.of(
      Path.of("/usr/lib/openssh/sftp-server"),
      Path.of("/usr/libexec/openssh/sftp-server"),
      Path.of("/usr/libexec/sftp-server"),
      Path.of("/usr/lib/ssh/sftp-server"));

  private final Process process;

  private SftpProgram(Process process) {
    this.process = process;
  }

  /** Skips the test, saying why, where there is none. */
  static SftpProgram start() {
    Path program = PLACES.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> abort("no sftp-server of OpenSSH in any of " + PLACES));
    try {
      return new SftpProgram(new ProcessBuilder(program.toString())
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InputStream input() {
    return process.getInputStream();
  }

  @Override
  public OutputStream output() {
    return process.getOutputStream();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
