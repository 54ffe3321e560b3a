/**
 * Settings, each declared once: parsing, validation, help, documentation and masking read that
 * declaration.
 */
@NullMarked
package org.oeleo.settings;

import org.jspecify.annotations.NullMarked;
