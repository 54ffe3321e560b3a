package org.oeleo.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Set;

/**
 * One folder at or below the root, held open. Names are looked up in it and nowhere else, whatever
 * happens to the path it was reached by; one thread at a time. Throws the exceptions of
 * {@code java.nio.file}.
 */
sealed interface Folder extends Closeable permits HeldFolder, NamedFolder {
  /** Where it was found. */
  Path place();

  /** The folder {@code name} in this one; a link is no folder. This one stays open. */
  Folder enter(Path name) throws IOException;

  /** What {@code name} is, not following a link. */
  BasicFileAttributes look(Path name) throws IOException;

  /** What {@code name} is or points to. */
  BasicFileAttributes lookThrough(Path name) throws IOException;

  /** The file {@code name}; whether a link is followed is among the options. */
  FileChannel open(Path name, Set<? extends OpenOption> options) throws IOException;

  /** Sets the modified time of {@code name}, not following a link. */
  void setModified(Path name, FileTime modified) throws IOException;

  /** Deletes the file {@code name}. */
  void delete(Path name) throws IOException;

  /** Deletes the folder {@code name}, which must hold nothing and be no link. */
  void deleteFolder(Path name) throws IOException;

  /** Gives {@code name} another name in {@code to}, in one step, replacing what is there. */
  void move(Path name, Folder to, Path newName) throws IOException;
}
