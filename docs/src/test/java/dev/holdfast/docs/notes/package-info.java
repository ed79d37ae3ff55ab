/** A resource whose things belong to a user, added to the reference backend, as docs/guide/add-a-resource.md shows it. */
@NullMarked
package dev.holdfast.docs.notes;

import org.jspecify.annotations.NullMarked;
