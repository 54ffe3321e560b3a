package org.oeleo.internal;

import java.io.IOException;
import java.util.List;
import org.oeleo.spi.RelativePath;

/** Several limits, all of which hold. Safe for many threads. */
record Rooms(List<Room> all) implements Room {
  /** Copies the list. */
  Rooms {
    all = List.copyOf(all);
  }

  @Override
  public void take(RelativePath place, SourceContent content) throws IOException {
    for (Room room : all) {
      room.take(place, content);
    }
  }

  @Override
  public void failed(RelativePath place) {
    all.forEach(room -> room.failed(place));
  }

  @Override
  public void gone(RelativePath place, long bytes) {
    all.forEach(room -> room.gone(place, bytes));
  }

  @Override
  public long standing(RelativePath path) throws IOException {
    long most = 0;
    for (Room room : all) {
      most = Math.max(most, room.standing(path));
    }
    return most;
  }

  @Override
  public void arrived(RelativePath place, long size, long replaced) {
    all.forEach(room -> room.arrived(place, size, replaced));
  }
}
