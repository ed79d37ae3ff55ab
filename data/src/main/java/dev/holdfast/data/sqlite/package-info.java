/** SQLite: one writer thread with group commit, bounded readers. */
@NullMarked
package dev.holdfast.data.sqlite;

import org.jspecify.annotations.NullMarked;
