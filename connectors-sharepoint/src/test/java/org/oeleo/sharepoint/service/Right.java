package org.oeleo.sharepoint.service;

/** What an application may do in a site. */
public enum Right {
  NONE,
  READ,
  WRITE
}
