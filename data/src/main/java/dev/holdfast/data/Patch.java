package dev.holdfast.data;

import java.util.List;
import java.util.stream.Stream;

/**
 * Changes to some fields of a record, made in the database as one step; begun by a field, as in {@code NAME.to("Ada")}.
 *
 * @param changes what is changed, each field once
 * @param <T> the record
 */
public record Patch<T extends Record>(List<Change<T>> changes) {

    public Patch {
        changes = List.copyOf(changes);
        var fields = changes.stream().map(Change::field).distinct().count();
        if (changes.isEmpty() || fields < changes.size()) {
            throw new IllegalArgumentException("a patch changes at least one field, and each field once");
        }
    }

    /** Returns a patch that makes the changes of both. */
    public Patch<T> and(Patch<T> other) {
        return new Patch<>(
                Stream.concat(changes.stream(), other.changes.stream()).toList());
    }

    /** One change of one field. */
    public sealed interface Change<T extends Record> {

        /** Returns the field that changes. */
        Field<T, ?> field();
    }

    /** A new value. */
    public record Assign<T extends Record, V>(Field<T, V> field, V value) implements Change<T> {}

    /** No value any more. */
    public record Clear<T extends Record>(Field<T, ?> field) implements Change<T> {}

    /** So much more, or less. */
    public record Add<T extends Record>(Field<T, ?> field, long amount) implements Change<T> {}

    /** One value more at the end of a list. */
    public record Push<T extends Record, E>(Field<T, List<E>> field, E value) implements Change<T> {}
}
