/** JSON and YAML files in any store, read and written as values. */
@NullMarked
package org.oeleo.documents;

import org.jspecify.annotations.NullMarked;
