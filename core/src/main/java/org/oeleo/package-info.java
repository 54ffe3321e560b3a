/**
 * Moves files from one place to another, verified and remembered: describe two endpoints, build a
 * {@link org.oeleo.Worker}, run it.
 */
@NullMarked
package org.oeleo;

import org.jspecify.annotations.NullMarked;
