package org.oeleo.internal;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.oeleo.Cancellation;
import org.oeleo.event.Event;
import org.oeleo.spi.RelativePath;

/**
 * What all bytes on the move pass: the wish to stop, the bandwidth, the count. Safe for many
 * threads.
 */
final class Flow {
  private final Throttle throttle;
  private final Cancellation cancellation;
  private final Broadcast broadcast;
  private final LongAdder sent = new LongAdder();

  Flow(Job job, Cancellation cancellation, Broadcast broadcast) {
    this.throttle = new Throttle(job.pace().bandwidth(), job.clock(), cancellation);
    this.cancellation = cancellation;
    this.broadcast = broadcast;
  }

  int portion() {
    return throttle.portion();
  }

  void checkCancelled() throws CancelledException {
    if (cancellation.isCancelled()) {
      throw new CancelledException();
    }
  }

  /** Bytes are about to be handed to the destination. */
  void moved(int bytes) throws IOException {
    throttle.moved(bytes);
    sent.add(bytes);
  }

  void progressed(RelativePath path, long bytes) {
    broadcast.send(new Event.FileProgressed(path, bytes));
  }

  long bytesSent() {
    return sent.sum();
  }
}
