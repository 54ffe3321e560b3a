package org.oeleo.ssh.access;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a server's key and then refuses every one, so that no login follows. A certificate is
 * judged by JSch; after one that is good the {@link Line} has to end it.
 */
final class OnlyLooking implements HostKeyRepository {
  private final HostKeyCheck check;

  OnlyLooking(HostKeyCheck check) {
    this.check = check;
  }

  @Override
  public int check(String host, byte[] key) {
    check.look(key);
    return NOT_INCLUDED;
  }

  @Override
  public HostKey[] getHostKey() {
    return check.getHostKey();
  }

  @Override
  public HostKey[] getHostKey(@Nullable String host, @Nullable String type) {
    return new HostKey[0];
  }

  @Override
  public void add(HostKey key, @Nullable UserInfo user) {
    throw new UnsupportedOperationException("JSch must not write known_hosts");
  }

  @Override
  public void remove(String host, @Nullable String type) {
    throw new UnsupportedOperationException("JSch must not write known_hosts");
  }

  @Override
  public void remove(String host, @Nullable String type, byte @Nullable [] key) {
    throw new UnsupportedOperationException("JSch must not write known_hosts");
  }

  @Override
  public String getKnownHostsRepositoryID() {
    return check.getKnownHostsRepositoryID();
  }
}
