/**
 * What a connector or a bookkeeper implements: the small contract between oeleo's engine and the
 * places files live in. Depends on the JDK and {@link org.oeleo.settings} only.
 */
@NullMarked
package org.oeleo.spi;

import org.jspecify.annotations.NullMarked;
