package org.oeleo.ssh.access;

import com.jcraft.jsch.Logger;
import org.oeleo.spi.Printable;
import org.slf4j.LoggerFactory;

/** What JSch says, at level TRACE. Safe for many threads. */
final class JschLog implements Logger {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(JschLog.class);

  @Override
  public boolean isEnabled(int level) {
    return LOG.isTraceEnabled();
  }

  @Override
  public void log(int level, String message) {
    LOG.trace("{}", Printable.name(message));
  }
}
