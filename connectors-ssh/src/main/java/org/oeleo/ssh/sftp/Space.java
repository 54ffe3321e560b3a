package org.oeleo.ssh.sftp;

/**
 * How much a file system of the server still takes. Immutable.
 *
 * @param freeBytes for us, not for its administrator; {@code Long.MAX_VALUE} if there are more
 * @param files how many it can hold at all; zero where it does not count them
 * @param freeFiles of these, for us
 * @param longestName in bytes; zero where the server does not say
 */
public record Space(long freeBytes, long files, long freeFiles, long longestName) {
  /** The order of the fields is that of {@code statvfs@openssh.com}. */
  static Space read(Incoming from) throws ProtocolException {
    long blockSize = from.int64();
    long fragmentSize = from.int64();
    from.skip(2 * Long.BYTES);
    long freeBlocks = from.int64();
    long files = from.int64();
    from.skip(Long.BYTES);
    long freeFiles = from.int64();
    from.skip(2 * Long.BYTES);
    long longestName = from.int64();
    long unit = fragmentSize == 0 ? blockSize : fragmentSize;
    return new Space(
        product(freeBlocks, unit), bounded(files), bounded(freeFiles), bounded(longestName));
  }

  /** Whether it takes no new file, however small. */
  public boolean isOutOfFiles() {
    return files > 0 && freeFiles == 0;
  }

  /** The wire's numbers have no sign. */
  private static long bounded(long number) {
    return number < 0 ? Long.MAX_VALUE : number;
  }

  private static long product(long blocks, long unit) {
    long low = bounded(blocks) * bounded(unit);
    boolean fits = Math.multiplyHigh(bounded(blocks), bounded(unit)) == 0 && low >= 0;
    return fits ? low : Long.MAX_VALUE;
  }
}
