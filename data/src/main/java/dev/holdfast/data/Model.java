package dev.holdfast.data;

import dev.holdfast.data.mapping.RecordModel;

/**
 * How a record is stored: its table, its columns and what holds for each of them; checked when it is made.
 *
 * <p>The record carries {@link Table} and one {@link Id}. Its components are text, whole numbers, {@code boolean},
 * {@code double}, {@code BigDecimal}, {@code UUID}, {@code Instant} (kept in milliseconds), enums, a
 * {@link dev.holdfast.Scalar} record around one of these, an {@code Optional} of these where a value may be absent, or
 * a {@link dev.holdfast.Hidden} of these, or a {@code List} of any of them but decimals. The column of {@code createdAt} is
 * {@code created_at}. Constraints of Jakarta Validation hold for whatever a {@link Repository} stores. Safe for any number of threads.
 *
 * @param <T> the record
 * @param <ID> its id
 */
public sealed interface Model<T extends Record, ID> permits RecordModel {

    /**
     * Reads the model from the record.
     *
     * @throws IllegalArgumentException naming every component that cannot be stored
     */
    static <T extends Record, ID> Model<T, ID> of(Class<T> type, Class<ID> id) {
        return RecordModel.read(type, id);
    }

    /**
     * Returns the field of that name.
     *
     * @param type what the component holds, without {@code Optional} or {@code Hidden}
     * @throws IllegalArgumentException where the record has no such component, or it is of another type
     */
    <V> Field<T, V> field(String name, Class<V> type);

    /**
     * Returns the field of that name that holds a list.
     *
     * @param element what the list holds
     * @throws IllegalArgumentException where the record has no such component, or it is no list of these
     */
    <E> ListField<T, E> list(String name, Class<E> element);

    /**
     * Returns a smaller record that can be read in place of this one: its components have the names and types of some of these.
     *
     * @throws IllegalArgumentException naming every component that has no counterpart
     */
    <P extends Record> Projection<T, P> projection(Class<P> smaller);

    /** Returns the record. */
    Class<T> type();

    /** Returns the name of the table. */
    String table();
}
