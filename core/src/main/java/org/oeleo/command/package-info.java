/** The connector that runs a command for each file, without a shell. */
@NullMarked
package org.oeleo.command;

import org.jspecify.annotations.NullMarked;
