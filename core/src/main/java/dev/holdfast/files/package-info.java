/** Files of a folder or of a jar, as routes. */
@NullMarked
package dev.holdfast.files;

import org.jspecify.annotations.NullMarked;
