package dev.holdfast.data.store;

import dev.holdfast.Fault;
import dev.holdfast.Problem;
import dev.holdfast.data.Patch;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is about to be stored against the constraints on its record; no database is needed for it.
 *
 * @param <T> the record
 */
final class Rules<T extends Record> {

    private final RecordModel<T, ?> model;

    Rules(RecordModel<T, ?> model) {
        this.model = model;
    }

    /** Refuses a record that breaks a rule, with every fault. What is absent, or hidden and was not read, breaks none. */
    void hold(@Nullable Object[] stored) {
        var faults = new ArrayList<Fault>();
        for (var index = 0; index < stored.length; index++) {
            faults.addAll(faults(model.columns().get(index), stored[index]));
        }
        refuse(faults);
    }

    /** Refuses changes to what breaks a rule. What only the database knows is left to the rules of the table: a sum, the length of a list. */
    void hold(Patch<T> patch) {
        refuse(patch.changes().stream()
                .flatMap(change -> faults(change).stream())
                .toList());
    }

    private List<Fault> faults(Patch.Change<T> change) {
        var column = model.column(change.field());
        return switch (change) {
            case Patch.Assign<T, ?>(var _, var value) -> faults(column, column.stored(value));
            case Patch.Push<T, ?>(var _, var value) -> column.faultsOfElement(model.constraints(), value);
            case Patch.Clear<T> _, Patch.Add<T> _ -> List.of();
        };
    }

    private List<Fault> faults(Column<T, ?> column, @Nullable Object stored) {
        return stored == null ? List.of() : column.faults(model.constraints(), stored);
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
