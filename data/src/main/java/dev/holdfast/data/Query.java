package dev.holdfast.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A question for records: which, in what order, how many at most, and with which hidden fields. Immutable.
 *
 * @param filter which records
 * @param order what they are sorted by, the id always last
 * @param limit how many at most, from 1 to {@link #MOST}
 * @param including the hidden fields to read
 * @param <T> the record
 */
public record Query<T extends Record>(Filter<T> filter, List<Order<T>> order, int limit, Set<Field<T, ?>> including) {

    /** The most records one answer holds, and what a query asks for unless told otherwise. */
    public static final int MOST = 1_000;

    public Query {
        order = List.copyOf(order);
        including = Set.copyOf(including);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a limit is between 1 and " + MOST + ", not " + limit);
        }
    }

    /** Asks for all records, up to the limit. */
    public static <T extends Record> Query<T> all() {
        return where(Filter.all());
    }

    /** Asks for the records that meet the condition. */
    public static <T extends Record> Query<T> where(Filter<T> filter) {
        return new Query<>(filter, List.of(), MOST, Set.of());
    }

    /** Returns the same query for fewer records. */
    public Query<T> and(Filter<T> other) {
        return new Query<>(filter.and(other), order, limit, including);
    }

    /** Returns the same query sorted by one more field. */
    public Query<T> by(Order<T> next) {
        var longer = new ArrayList<>(order);
        longer.add(next);
        return new Query<>(filter, longer, limit, including);
    }

    /** Returns the same query for so many records at most. */
    public Query<T> limit(int most) {
        return new Query<>(filter, order, most, including);
    }

    /** Returns the same query that also reads a hidden field. */
    public Query<T> including(Field<T, ?> hidden) {
        var more = new LinkedHashSet<>(including);
        more.add(hidden);
        return new Query<>(filter, order, limit, more);
    }
}
