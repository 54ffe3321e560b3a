package org.oeleo.ssh.access;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.oeleo.settings.Secret;

/**
 * Answers for a person who is not there: gives the password once to each way of asking for it, and
 * says no to everything else. One thread at a time.
 */
final class PasswordAnswers implements UserInfo, UIKeyboardInteractive {
  private final Optional<Secret> password;
  private boolean given;
  private boolean typed;

  PasswordAnswers(Optional<Secret> password) {
    this.password = password;
  }

  /** Whether the server has been told it. */
  boolean wasTold() {
    return password.isPresent() && (given || typed);
  }

  @Override
  public boolean promptPassword(String message) {
    boolean first = !given;
    given = true;
    return first && password.isPresent();
  }

  @Override
  public @Nullable String getPassword() {
    return password.map(Secret::reveal).orElse(null);
  }

  @Override
  public String @Nullable [] promptKeyboardInteractive(
      String destination, String name, String instruction, String[] prompts, boolean[] echo) {
    if (prompts.length == 0) {
      return new String[0];
    }
    if (password.isEmpty() || typed || prompts.length != 1 || echo[0]) {
      return null;
    }
    typed = true;
    return new String[] {password.get().reveal()};
  }

  @Override
  public @Nullable String getPassphrase() {
    return null;
  }

  @Override
  public boolean promptPassphrase(String message) {
    return false;
  }

  @Override
  public boolean promptYesNo(String message) {
    return false;
  }

  @Override
  public void showMessage(String message) {
    // A banner; nobody is there to read it.
  }
}
