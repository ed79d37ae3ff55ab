/** Records in PostgreSQL: the pool, transactions, what its errors mean, what it says of its tables. */
@NullMarked
package dev.holdfast.data.postgres;

import org.jspecify.annotations.NullMarked;
