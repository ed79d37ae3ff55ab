/** Values kept for a while, so that what is asked often is made seldom. */
@NullMarked
package dev.holdfast.cache;

import org.jspecify.annotations.NullMarked;
