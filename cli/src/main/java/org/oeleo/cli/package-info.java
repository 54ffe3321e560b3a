/** The oeleo command. */
@NullMarked
package org.oeleo.cli;

import org.jspecify.annotations.NullMarked;
