/** When a file counts as changed. */
@NullMarked
package org.oeleo.check;

import org.jspecify.annotations.NullMarked;
