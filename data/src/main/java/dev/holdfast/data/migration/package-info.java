/** Brings SQL databases up to date with the files of a program. */
@NullMarked
package dev.holdfast.data.migration;

import org.jspecify.annotations.NullMarked;
