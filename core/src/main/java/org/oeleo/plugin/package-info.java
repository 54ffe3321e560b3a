/**
 * Finds connectors on the class path and in folders, each folder behind a class loader of its own.
 * Not exported.
 */
@NullMarked
package org.oeleo.plugin;

import org.jspecify.annotations.NullMarked;
