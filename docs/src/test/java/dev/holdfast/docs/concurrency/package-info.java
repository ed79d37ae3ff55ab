/** What docs/guide/concurrency.md shows. */
@NullMarked
package dev.holdfast.docs.concurrency;

import org.jspecify.annotations.NullMarked;
