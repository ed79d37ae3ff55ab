/** How a record becomes plain values and back; the same for every kind of database. */
@NullMarked
package dev.holdfast.data.mapping;

import org.jspecify.annotations.NullMarked;
