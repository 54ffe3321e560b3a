package org.oeleo.ssh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.oeleo.spi.Connector;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.ListRequest;

/** All that a listing told. */
record Listed(Map<String, FileEntry> files, Map<String, String> leftOut, List<String> notEntered) {
  static Listed by(Connector connector) throws IOException {
    return by(connector, ListRequest.everything());
  }

  static Listed by(Connector connector, ListRequest request) throws IOException {
    Listed listed = new Listed(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
    connector.list(request, new EntrySink() {
      @Override
      public void file(FileEntry entry) {
        listed.files.put(entry.path().toString(), entry);
      }

      @Override
      public void leftOut(String name, String reason) {
        listed.leftOut.put(name, reason);
      }

      @Override
      public void notEntered(String name) {
        listed.notEntered.add(name);
      }
    });
    return listed;
  }
}
