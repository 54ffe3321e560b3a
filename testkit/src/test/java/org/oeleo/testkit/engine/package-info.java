@NullMarked
package org.oeleo.testkit.engine;

import org.jspecify.annotations.NullMarked;
