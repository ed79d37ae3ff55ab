/** Records in databases: models, typed queries, keyset pages, transactions, migrations. */
@NullMarked
package dev.holdfast.data;

import org.jspecify.annotations.NullMarked;
