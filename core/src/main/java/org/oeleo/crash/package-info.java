/** Where the crash suite can have the program die. Not exported. */
@NullMarked
package org.oeleo.crash;

import org.jspecify.annotations.NullMarked;
