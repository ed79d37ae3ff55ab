package dev.holdfast.concurrent;

import dev.holdfast.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Several pieces of one request's work at once, each on a virtual thread that knows the request and its deadline.
 *
 * <p>No task outlives the call: whatever ends it first (a failure in {@code all}, the deadline, an interrupt of the caller), those at
 * work are interrupted and waited for. Only values bound to the request go with them; a transaction does not, so that a call inside
 * one is an {@link IllegalStateException}. Threading: any number of calls at once, also inside one another.
 */
public final class Parallel {

    /** Why the work of the current thread must stay on it, where there is a reason. Bound by whoever runs such work. */
    public static final ScopedValue<String> FORBIDDEN = ScopedValue.newInstance();

    private static final int ANY = Integer.MAX_VALUE;

    private Parallel() {}

    /** What is done with one item. */
    @FunctionalInterface
    public interface Work<S, T extends @Nullable Object, X extends Throwable> {
        T on(S item) throws X;
    }

    /** Makes one thing of three. */
    @FunctionalInterface
    public interface Joining<A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, R> {
        R join(A first, B second, C third);
    }

    /**
     * Returns what the tasks make, in their order. The first failure ends the others and is thrown as it is, with those before the
     * end suppressed.
     *
     * @throws X what a task throws
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // nothing is stored in the array
    public static <T extends @Nullable Object, X extends Throwable> List<T> all(
            ScopedValue.CallableOp<? extends T, X>... tasks) throws X {
        return Parallel.<T, X>values(List.of(tasks), ANY);
    }

    /** Does two things at once, and makes one of what they come to; fails like {@link #all(ScopedValue.CallableOp[])}. */
    @SuppressWarnings({"unchecked", "NullAway"}) // each value is what its own task made
    public static <A extends @Nullable Object, B extends @Nullable Object, R, X extends Throwable> R all(
            ScopedValue.CallableOp<? extends A, X> first,
            ScopedValue.CallableOp<? extends B, X> second,
            BiFunction<? super A, ? super B, ? extends R> joined)
            throws X {
        var values = Parallel.<@Nullable Object, X>values(List.of(first, second), ANY);
        return joined.apply((A) values.get(0), (B) values.get(1));
    }

    /** Does three things at once, and makes one of what they come to; fails like {@link #all(ScopedValue.CallableOp[])}. */
    @SuppressWarnings({"unchecked", "NullAway"}) // each value is what its own task made
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    R,
                    X extends Throwable>
            R all(
                    ScopedValue.CallableOp<? extends A, X> first,
                    ScopedValue.CallableOp<? extends B, X> second,
                    ScopedValue.CallableOp<? extends C, X> third,
                    Joining<? super A, ? super B, ? super C, ? extends R> joined)
                    throws X {
        var values = Parallel.<@Nullable Object, X>values(List.of(first, second, third), ANY);
        return joined.join((A) values.get(0), (B) values.get(1), (C) values.get(2));
    }

    /** Does the same with every item, all at once, and returns the results in the order of the items. */
    public static <S, T extends @Nullable Object, X extends Throwable> List<T> all(
            Collection<? extends S> items, Work<? super S, ? extends T, X> work) throws X {
        return all(items, ANY, work);
    }

    /**
     * Does the same with every item, so many at once and no more, and returns the results in the order of the items.
     *
     * @param atOnce one or more
     */
    public static <S, T extends @Nullable Object, X extends Throwable> List<T> all(
            Collection<? extends S> items, int atOnce, Work<? super S, ? extends T, X> work) throws X {
        return Parallel.<T, X>values(tasks(items, work), atOnce);
    }

    /**
     * Returns what became of every task, in their order, whatever fails. When the deadline passes, a task that has not ended has
     * failed.
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // nothing is stored in the array
    public static <T extends @Nullable Object> List<Outcome<T>> settled(
            ScopedValue.CallableOp<? extends T, ?>... tasks) {
        return outcomes(List.of(tasks), ANY);
    }

    /** Does the same with every item, all at once, and returns what became of each, like {@link #settled(ScopedValue.CallableOp[])}. */
    public static <S, T extends @Nullable Object> List<Outcome<T>> settled(
            Collection<? extends S> items, Work<? super S, ? extends T, ?> work) {
        return settled(items, ANY, work);
    }

    /**
     * Does the same with every item, so many at once and no more, and returns what became of each.
     *
     * @param atOnce one or more
     */
    public static <S, T extends @Nullable Object> List<Outcome<T>> settled(
            Collection<? extends S> items, int atOnce, Work<? super S, ? extends T, ?> work) {
        return outcomes(tasks(items, work), atOnce);
    }

    private static <S, T extends @Nullable Object, X extends Throwable> List<ScopedValue.CallableOp<T, X>> tasks(
            Collection<? extends S> items, Work<? super S, ? extends T, X> work) {
        return items.stream()
                .<ScopedValue.CallableOp<T, X>>map(item -> () -> work.on(item))
                .toList();
    }

    private static <T extends @Nullable Object, X extends Throwable> List<T> values(
            List<? extends ScopedValue.CallableOp<? extends T, ? extends X>> tasks, int atOnce) throws X {
        var crew = new Crew<T>(tasks, true);
        run(crew, atOnce);
        var failures = crew.failures();
        if (!failures.isEmpty()) {
            throw Parallel.<X>asItIs(first(failures));
        }
        return crew.outcomes().stream().map(Parallel::value).toList();
    }

    private static <T extends @Nullable Object> List<Outcome<T>> outcomes(
            List<? extends ScopedValue.CallableOp<? extends T, ?>> tasks, int atOnce) {
        var crew = new Crew<T>(tasks, false);
        run(crew, atOnce);
        return crew.outcomes().stream()
                .map(outcome -> outcome.orElseGet(() -> new Outcome.Failed<>(Problem.deadlineExceeded(null))))
                .toList();
    }

    private static void run(Crew<?> crew, int atOnce) {
        if (FORBIDDEN.isBound()) {
            throw new IllegalStateException("this work cannot be split: " + FORBIDDEN.get());
        }
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least one task runs at once, not " + atOnce);
        }
        crew.run(atOnce);
    }

    /** What has not ended without a failure was stopped by the deadline. */
    private static <T extends @Nullable Object> T value(Optional<Outcome<T>> outcome) {
        return switch (outcome.orElseThrow(() -> Problem.deadlineExceeded(null))) {
            case Outcome.Done<T>(var value) -> value;
            case Outcome.Failed<T>(var failure) -> throw Problem.deadlineExceeded(failure);
        };
    }

    @SuppressWarnings("ReferenceEquality") // several tasks may throw the same
    private static Throwable first(List<Throwable> failures) {
        var first = failures.getFirst();
        failures.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
        return first;
    }

    /** Throws a failure as the checked exception that a task may throw: by its type it throws no other. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <X extends Throwable> X asItIs(Throwable failure) throws X {
        throw (X) failure;
    }
}
