/** A program as one value: its routes inside the middleware every request passes. */
@NullMarked
package dev.holdfast.app;

import org.jspecify.annotations.NullMarked;
