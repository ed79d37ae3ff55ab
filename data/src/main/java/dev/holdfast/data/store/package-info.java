/** What every kind of database shares: transactions of a thread, cursors and pages, stamps, and what errors are called. */
@NullMarked
package dev.holdfast.data.store;

import org.jspecify.annotations.NullMarked;
