package org.oeleo.cli;

import java.io.IOException;
import java.util.Optional;
import org.oeleo.Ending;
import org.oeleo.settings.Problem;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.LedgerLockedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what went wrong, and with which exit code that ends. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Session session;

  Failures(Session session) {
    this.session = session;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    session.complain(String.valueOf(failure.getMessage()));
    CommandLine command = failure.getCommandLine();
    UnmatchedArgumentException.printSuggestions(failure, session.err());
    session.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    if (session.verbosity() == Session.Verbosity.DECISIONS) {
      failure.printStackTrace(session.err());
    }
    if (failure instanceof SettingsException settings) {
      for (Problem problem : settings.problems()) {
        session.complain(problem.toString());
      }
      return ExitCode.CONFIGURATION;
    }
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return ExitCode.SIGNAL + 2;
    }
    session.complain(text(failure));
    return code(failure);
  }

  private static String text(Exception failure) {
    String message = Optional.ofNullable(failure.getMessage()).orElse("");
    if (failure instanceof LedgerException || failure instanceof RefusedException) {
      return message;
    }
    return failure instanceof IOException
        ? message.isEmpty() ? failure.getClass().getSimpleName() : message
        : "the program failed: " + failure + " (-vv shows where)";
  }

  private static int code(Exception failure) {
    if (failure instanceof LedgerLockedException) {
      return ExitCode.LEDGER_LOCKED;
    }
    if (failure instanceof ConnectorException told) {
      return switch (told.kind()) {
        case UNREACHABLE, NO_SPACE -> Ending.DESTINATION_LOST.exitCode();
        case AUTHENTICATION, HOST_IDENTITY -> Ending.IDENTITY.exitCode();
        default -> ExitCode.FATAL;
      };
    }
    return failure instanceof RefusedException refused ? refused.exitCode() : ExitCode.FATAL;
  }
}
