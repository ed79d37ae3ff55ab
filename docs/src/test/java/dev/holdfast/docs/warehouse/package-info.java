/** A small stock of things, kept in each kind of database, as the guide shows it. */
@NullMarked
package dev.holdfast.docs.warehouse;

import org.jspecify.annotations.NullMarked;
