/** The reference backend: starts it, and puts it together. */
@NullMarked
package dev.holdfast.myapp;

import org.jspecify.annotations.NullMarked;
