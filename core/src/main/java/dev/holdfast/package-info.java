/** The words every module shares. */
@NullMarked
package dev.holdfast;

import org.jspecify.annotations.NullMarked;
