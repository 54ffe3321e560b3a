package org.oeleo.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Endpoint;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;

/** A command per file, as the engine meets it: with {@code install} of coreutils. */
@EnabledOnOs(OS.LINUX)
class CommandConnectorContractTest extends WriteOnlyContract {
  @TempDir
  Path folder;

  @Override
  protected TakingStore newStore() {
    return new Installed(folder);
  }

  /** A folder that a program puts the files into. */
  private record Installed(Path folder) implements TakingStore {
    @Override
    public Connector open() throws IOException {
      return open("install -D -m 600 -T {} {to}/{path}");
    }

    @Override
    public Connector openMissing() throws IOException {
      return open(folder + "/no-such-program {}");
    }

    private Connector open(String command) throws IOException {
      try {
        return Endpoint.of(
                "command", folder.toString(), Settings.of(Map.of("OELEO_COMMAND", command)))
            .open();
      } catch (SettingsException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Optional<byte[]> taken(RelativePath path) throws IOException {
      Path file = folder.resolve(path.toString());
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    @Override
    public void close() {}
  }
}
