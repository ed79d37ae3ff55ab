package dev.holdfast.data;

import dev.holdfast.Page;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The stored records of one model. What is written is trimmed, lowercased and stamped first, then held against the constraints
 * of the record; what a method returns is what is stored.
 *
 * <p>Each method is one transaction of its own, or joins the one it is called in. A write has reached the disk when its
 * method returns. Any number of threads may call; virtual threads are meant to.
 *
 * <p>Every method may end in a {@link dev.holdfast.Problem}: {@code UNAVAILABLE} when the database is busy or the time is up;
 * writes in {@code INVALID} with every fault when a constraint is broken, in a {@link UniqueViolation}, or in
 * {@code UNPROCESSABLE} when another rule of the table is broken.
 *
 * @param <T> the record
 * @param <ID> its id
 */
public interface Repository<T extends Record, ID> {

    /**
     * Returns these records with something done to each new value of a field before it is stored, as hashing a password: whatever
     * is inserted, upserted or assigned by a patch, and by {@link #update} only what differs from what is stored. What is hidden
     * and was not read stays as it is.
     *
     * <p>The change gets what has kept the rules, trimmed and lowercased, and what it returns has to keep them too. It runs on the
     * thread of the caller, and within a transaction only where the caller has begun one. For {@code update} the record is read
     * first; where others may store it meanwhile, a {@link Version} keeps a value that was just replaced from counting as new.
     */
    <V> Repository<T, ID> saving(Field<T, V> field, UnaryOperator<V> change);

    /** Stores a new record. */
    T insert(T row);

    /** Stores new records, all or none; at most {@link Query#MOST} of them. */
    List<T> insertAll(Collection<T> rows);

    /** Stores the record, or lets it replace the one whose conflicting field is the same; id and creation time of that one stay. */
    T upsert(T row, Field<T, ?> conflict);

    /** Returns the record of that id. */
    Optional<T> findById(ID id);

    /** Returns the first record of the query. */
    Optional<T> findOne(Query<T> query);

    /** Returns the records of the query, in its order and up to its limit. */
    List<T> find(Query<T> query);

    /**
     * Returns one page of the query; what is inserted or deleted meanwhile neither repeats nor hides another record.
     *
     * <p>A cursor is good for the query that made it, and for nothing else. Where the records are sorted by texts of some thousand
     * letters, it is good until the last record of its page is changed in these or deleted.
     *
     * @param cursor the {@code next} of the page before, as the client sent it; empty for the first page
     * @param limit records per page, from 1 to {@link Query#MOST}; the query's own limit is not used
     * @throws dev.holdfast.Problem of kind {@code INVALID} at {@code /cursor} or {@code /limit}
     */
    Page<T> page(Query<T> query, Optional<String> cursor, int limit);

    /** Returns the records of the query as smaller ones, reading no more than those show; what the query includes is not used. */
    <P extends Record> List<P> find(Query<T> query, Projection<T, P> as);

    /** Returns one page of the query as smaller records; see {@link #page(Query, Optional, int)}. */
    <P extends Record> Page<P> page(Query<T> query, Optional<String> cursor, int limit, Projection<T, P> as);

    /**
     * Returns all records of the query, however many, in its order: read in parts as they are used, so that there is nothing to
     * close and no connection waits meanwhile. It is no snapshot: it holds what a client would see that reads page by page.
     */
    Stream<T> stream(Query<T> query);

    /** Returns how many records meet the condition. */
    long count(Filter<T> filter);

    /** Says whether a record meets the condition. */
    boolean exists(Filter<T> filter);

    /**
     * Stores the whole record again, leaving out hidden fields that were not read.
     *
     * @throws StaleVersion where somebody else has stored it since it was read
     * @throws dev.holdfast.Problem of kind {@code MISSING} where it is gone
     */
    T update(T row);

    /** Changes some fields of a record at once and returns it as it is then; empty where there is none of that id. */
    Optional<T> patch(ID id, Patch<T> patch);

    /** Changes some fields of all records that meet the condition; returns how many. */
    long updateAll(Filter<T> filter, Patch<T> patch);

    /** Deletes a record; says whether there was one. */
    boolean deleteById(ID id);

    /** Deletes all records that meet the condition; returns how many. */
    long deleteAll(Filter<T> filter);
}
