package org.oeleo.internal;

import org.oeleo.Cancellation;

/** What everybody in a pass shares. */
record Stage(
    Job job, Mode mode, Cancellation cancellation, Broadcast broadcast, Tally tally, Flow flow) {
  static Stage of(Job job, Mode mode, Cancellation cancellation) {
    Broadcast broadcast = new Broadcast(job.listeners());
    return new Stage(
        job, mode, cancellation, broadcast, new Tally(), new Flow(job, cancellation, broadcast));
  }
}
