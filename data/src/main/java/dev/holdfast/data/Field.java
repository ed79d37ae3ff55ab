package dev.holdfast.data;

import dev.holdfast.data.mapping.Column;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A component of a stored record, as queries and patches name it; made by {@link Model#field}.
 *
 * <p>Text is compared letter by letter, capitals apart. A value that is absent is never less or more than another.
 *
 * @param <T> the record
 * @param <V> what the component holds, without {@code Optional} or {@code Hidden}
 */
public sealed interface Field<T extends Record, V> permits Column {

    /** Returns the name of the component. */
    String name();

    /** Records whose value equals the given one. */
    default Filter<T> is(V value) {
        return new Filter.Eq<>(this, value);
    }

    /** Records whose value does not equal the given one; those without a value are among them. */
    default Filter<T> isNot(V value) {
        return new Filter.Ne<>(this, value);
    }

    /** Records whose value is below the given one. */
    default Filter<T> lessThan(V value) {
        return new Filter.Lt<>(this, value);
    }

    /** Records whose value is the given one or below. */
    default Filter<T> atMost(V value) {
        return new Filter.Lte<>(this, value);
    }

    /** Records whose value is above the given one. */
    default Filter<T> moreThan(V value) {
        return new Filter.Gt<>(this, value);
    }

    /** Records whose value is the given one or above. */
    default Filter<T> atLeast(V value) {
        return new Filter.Gte<>(this, value);
    }

    /** Records whose value is one of the given ones; none where nothing is given. */
    default Filter<T> in(Collection<V> values) {
        return new Filter.In<>(this, Set.copyOf(values));
    }

    /** Records without a value. */
    default Filter<T> isAbsent() {
        return new Filter.IsNull<>(this);
    }

    /** Records with a value. */
    default Filter<T> isPresent() {
        return isAbsent().not();
    }

    /** Records whose text begins with the given one; no character has a special meaning. */
    default Filter<T> startsWith(String text) {
        return new Filter.StartsWith<>(this, text);
    }

    /** Records whose text contains the given one; no character has a special meaning. */
    default Filter<T> contains(String text) {
        return new Filter.Contains<>(this, text);
    }

    /** The smallest value first; records without one before all others. */
    default Order<T> ascending() {
        return new Order<>(this, false);
    }

    /** The largest value first; records without one after all others. */
    default Order<T> descending() {
        return new Order<>(this, true);
    }

    /** Sets this field to the value, leaving all others as they are. */
    default Patch<T> to(V value) {
        return new Patch<>(List.of(new Patch.Assign<>(this, value)));
    }

    /** Takes the value away; only for fields that may be absent. */
    default Patch<T> cleared() {
        return new Patch<>(List.of(new Patch.Clear<>(this)));
    }

    /**
     * Adds to a whole number in the database, so that no two of these are lost to each other; a problem of kind
     * {@code UNPROCESSABLE} where the sum is more, or less, than the field can hold.
     */
    default Patch<T> plus(long amount) {
        return new Patch<>(List.of(new Patch.Add<>(this, amount)));
    }
}
