/** Several things at once, for one request: in parallel, or on threads kept for heavy work. */
@NullMarked
package dev.holdfast.concurrent;

import org.jspecify.annotations.NullMarked;
