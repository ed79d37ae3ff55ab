package dev.holdfast.data.sql;

import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;

/** Something in which a table is not what its model wants. */
public sealed interface Difference {

    /** Returns it in words. */
    String text();

    /**
     * There is no such table.
     *
     * @param model the model without a table
     */
    record NoTable(RecordModel<?, ?> model) implements Difference {
        @Override
        public String text() {
            return "%s: there is no table %s".formatted(model.type().getSimpleName(), model.table());
        }
    }

    /**
     * There is no such column.
     *
     * @param model the model of the table
     * @param column the column that is missing
     */
    record NoColumn(RecordModel<?, ?> model, Column<?, ?> column) implements Difference {
        @Override
        public String text() {
            return "%s.%s is missing, for %s".formatted(model.table(), column.column(), column);
        }
    }

    /**
     * Nothing keeps the values of a column apart.
     *
     * @param model the model of the table
     * @param column the column without a unique index
     */
    record NotUnique(RecordModel<?, ?> model, Column<?, ?> column) implements Difference {
        @Override
        public String text() {
            return "%s.%s has no unique index of its own, and %s is @Unique"
                    .formatted(model.table(), column.column(), column);
        }
    }

    /**
     * What no simple statement would mend.
     *
     * @param text what it is
     */
    record Otherwise(String text) implements Difference {}
}
