/** A resource added to a program, as docs/guide/add-a-resource.md shows it. */
@NullMarked
package dev.holdfast.docs.books;

import org.jspecify.annotations.NullMarked;
