package org.oeleo.spi;

/** The two ends of a worker. Any connector may stand on either. */
public enum Side {
  /** This machine's end; {@code OELEO_LOCAL_…}. */
  LOCAL,
  /** The far end; {@code OELEO_EXTERNAL_…}. */
  EXTERNAL;

  /** The other one. */
  public Side opposite() {
    return this == LOCAL ? EXTERNAL : LOCAL;
  }
}
