/** The engine: one pass from the survey to the report. Not exported. */
@NullMarked
package org.oeleo.internal;

import org.jspecify.annotations.NullMarked;
