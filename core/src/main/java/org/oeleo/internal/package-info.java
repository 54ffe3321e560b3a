/** The engine. Not exported. */
@NullMarked
package org.oeleo.internal;

import org.jspecify.annotations.NullMarked;
