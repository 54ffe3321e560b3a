package org.oeleo.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;

/** What a test does in a process of its own: under another locale, or holding a lock. */
final class Apart {
  private Apart() {}

  /** Starts a Java of the same kind under {@code locale}. The caller ends it. */
  static Process start(String locale, String... arguments) throws IOException {
    String path = String.join(
        System.getProperty("path.separator"),
        List.of(of(LocalConnector.class), of(Apart.class), of(NullMarked.class)));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", path, Apart.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("LC_ALL", locale);
    return builder.start();
  }

  private static String of(Class<?> type) throws IOException {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** {@code lock FILE} or {@code copy FROM TO}. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (arguments[0].equals("lock")) {
      lock(Path.of(arguments[1]), out);
    } else {
      copy(arguments[1], arguments[2], out);
    }
  }

  private static void lock(Path file, PrintStream out) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      out.println(lock.isValid());
      int end = System.in.read();
      out.println(end);
    }
  }

  private static void copy(String from, String to, PrintStream out) throws IOException {
    LocalConnectorProvider provider = new LocalConnectorProvider();
    TreeSet<String> names = new TreeSet<>();
    try (Connector source = provider.open(from, Settings.of(Map.of()));
        Connector target = provider.open(to, Settings.of(Map.of()))) {
      source.list(ListRequest.everything(), new EntrySink() {
        @Override
        public void file(FileEntry entry) {
          names.add(entry.path().toString());
        }

        @Override
        public void leftOut(String name, String reason) {
          throw new AssertionError(name + " " + reason);
        }
      });
      for (String name : names) {
        RelativePath path = RelativePath.of(name);
        try (InputStream in = source.read(path, 0)) {
          target.write(path, TextContent.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
      }
    }
    names.forEach(name -> out.print(name + "\0"));
  }
}
