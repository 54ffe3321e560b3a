package org.oeleo.internal;

/** How far one try at a file has come by itself. */
sealed interface Step permits Done, Arrival {}
