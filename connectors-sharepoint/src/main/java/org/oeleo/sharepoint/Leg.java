package org.oeleo.sharepoint;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;

/**
 * Slices sent one after the other, for as long as the service wants the next one. What comes before
 * them is read, too, because the hash is that of the whole. One thread, one use.
 */
final class Leg {
  private final Content content;
  private final UploadSession session;
  private final Slices slices;
  private final MessageDigest digest = new QuickXorHash();

  Leg(Content content, UploadSession session, Slices slices) {
    this.content = content;
    this.session = session;
    this.slices = slices;
  }

  /** Begins at {@code from}; ends with the last slice, or where the service wants another. */
  UploadSession.Outcome run(long from) throws IOException {
    try (InputStream in = content.open(from, digest::update)) {
      long at = from;
      while (true) {
        UploadSession.Outcome outcome = session.send(slice(in, at), at, content.size());
        at += slices.length(at, content.size());
        requireNoGap(outcome, at);
        boolean agreed = at < content.size()
            && outcome instanceof UploadSession.Outcome.More more
            && more.next() == at;
        if (!agreed) {
          return outcome;
        }
      }
    }
  }

  /** Nothing can be there that was not sent. */
  private void requireNoGap(UploadSession.Outcome outcome, long sent) throws ConnectorException {
    if (outcome instanceof UploadSession.Outcome.More more && more.next() > sent) {
      throw Answers.foreign(session.path(), null);
    }
  }

  private Sending slice(InputStream in, long at) {
    long length = slices.length(at, content.size());
    boolean last = at + length == content.size();
    return new Sending(
        new Rest(in, digest), length, last ? Sending.Ending.LAST : Sending.Ending.MORE);
  }

  /** The hash of the whole, once the last slice was sent. */
  Checksum sent() {
    return Checksum.of(QuickXorHash.ALGORITHM, digest);
  }

  /** What a stream still has; a request that breaks has taken some of it for good. */
  private record Rest(InputStream in, MessageDigest digest) implements Sending.Source {
    @Override
    public InputStream open() {
      return in;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void done(InputStream stream) {
      // The next slice goes on with it.
    }
  }
}
