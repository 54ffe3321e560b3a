/**
 * The bookkeeper that keeps its ledger in one SQLite file.
 *
 * <p>The table {@code filelist} is that of the original oeleo, column by column, so that either
 * program opens the other's file; what we add is nullable columns and tables whose names begin with
 * {@code oeleo_}.
 */
@NullMarked
package org.oeleo.ledger;

import org.jspecify.annotations.NullMarked;
