/** How long the inner parts take. Each class is one part; JMH makes and runs the programs. */
@NullMarked
package org.oeleo.benchmarks;

import org.jspecify.annotations.NullMarked;
