/** Microsoft Graph and Entra as far as document libraries need them, in this process. */
@NullMarked
package org.oeleo.sharepoint.service;

import org.jspecify.annotations.NullMarked;
