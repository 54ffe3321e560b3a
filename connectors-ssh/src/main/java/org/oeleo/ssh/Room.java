package org.oeleo.ssh;

import java.io.IOException;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.ssh.sftp.Extension;
import org.oeleo.ssh.sftp.SftpClient;
import org.oeleo.ssh.sftp.Space;

/** How much the server still takes, where it tells. */
final class Room {
  private Room() {}

  static long free(SftpClient client, RemoteTree tree) throws IOException {
    if (!client.offers(Extension.STATVFS)) {
      throw new ConnectorException(Kind.UNSUPPORTED, tree + " does not tell its free space");
    }
    return client.statvfs(tree.place()).await().freeBytes();
  }

  /** Whether a file of this size may have failed for want of room, or of any new file at all. */
  static boolean isShort(SftpClient client, RemoteTree tree, long size) {
    if (!client.offers(Extension.STATVFS)) {
      return false;
    }
    try {
      Space space = client.statvfs(tree.place()).await();
      return space.freeBytes() < Math.max(1, size) || space.isOutOfFiles();
    } catch (IOException untold) {
      return false;
    }
  }
}
