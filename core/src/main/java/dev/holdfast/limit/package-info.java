/** How much of the program one client, one caller, or all of them together may use. */
@NullMarked
package dev.holdfast.limit;

import org.jspecify.annotations.NullMarked;
