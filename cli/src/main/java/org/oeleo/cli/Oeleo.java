package org.oeleo.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code oeleo} command; to be replaced. */
@Command(
    name = "oeleo",
    description = "Moves files from where they are made to where they are needed.",
    mixinStandardHelpOptions = true,
    versionProvider = Oeleo.Version.class)
public final class Oeleo implements Callable<Integer> {
  @Parameters(description = "Printed back.")
  private List<String> words = List.of();

  @Spec
  private CommandSpec spec;

  Oeleo(CommandSpec spec) {
    this.spec = spec;
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Oeleo(CommandSpec.create()));
  }

  @Override
  public Integer call() {
    if (words.isEmpty()) {
      spec.commandLine().usage(spec.commandLine().getOut());
      return 2;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.join(" ", words));
    return 0;
  }

  /** The version that the jar's manifest states. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Oeleo.class.getPackage().getImplementationVersion();
      return new String[] {"oeleo " + Objects.requireNonNullElse(version, "(development)")};
    }
  }
}
