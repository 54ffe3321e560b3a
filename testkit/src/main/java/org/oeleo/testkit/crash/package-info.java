/**
 * The crash suite: the real program is killed on a source that keeps changing, started again, and
 * nothing may be lost. For every connector that can be a destination.
 */
@NullMarked
package org.oeleo.testkit.crash;

import org.jspecify.annotations.NullMarked;
