/** One small program for each way to use oeleo. */
@NullMarked
package org.oeleo.examples;

import org.jspecify.annotations.NullMarked;
