package org.oeleo.sharepoint;

/**
 * How a library is worked with. Immutable.
 *
 * @param names how files are called there
 * @param slices in which large files are sent
 * @param patience with listings
 */
record Tuning(StoreNames names, Slices slices, Patience patience) {}
