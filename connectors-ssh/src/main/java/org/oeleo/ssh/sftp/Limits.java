package org.oeleo.ssh.sftp;

/**
 * How much may go into one request. Immutable.
 *
 * @param read bytes of one READ
 * @param write bytes of one WRITE
 */
record Limits(int read, int write) {
  /** Every server takes messages of 34,000 bytes. */
  static final Limits USUAL = new Limits(32 * 1024, 32 * 1024);

  /** What OpenSSH takes; more was never faster. */
  private static final int MOST = 255 * 1024;

  /** The order of the fields is that of {@code limits@openssh.com}; zero says nothing. */
  static Limits read(Incoming from) throws ProtocolException {
    from.skip(Long.BYTES);
    return new Limits(bounded(from.int64()), bounded(from.int64()));
  }

  private static int bounded(long limit) {
    // Its unsigned numbers are negative here when they are huge. Whoever says that it takes less
    // than
    // every server does would have us ask a million times.
    return (int) (limit < 0 ? MOST : Math.max(USUAL.read(), Math.min(MOST, limit)));
  }
}
