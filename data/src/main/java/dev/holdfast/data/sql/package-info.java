/** Repositories in SQL; what every SQL database shares. */
@NullMarked
package dev.holdfast.data.sql;

import org.jspecify.annotations.NullMarked;
