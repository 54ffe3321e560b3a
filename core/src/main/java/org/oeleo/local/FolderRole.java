package org.oeleo.local;

/** What a folder directly below the root is. */
enum FolderRole {
  /** The way to the files in it. */
  WAY,
  /** An entry like a file, without content; nobody looks into it. */
  ENTRY
}
