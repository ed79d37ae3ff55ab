package dev.holdfast.concurrent;

import dev.holdfast.Deadline;
import dev.holdfast.Exchange;
import java.util.Optional;
import java.util.function.Supplier;

/** What a thread knows of the request it works for, to be handed to a thread that helps it. */
record Scope(Optional<Exchange> exchange, Optional<Deadline> deadline) {

    static Scope here() {
        return new Scope(value(Exchange.CURRENT), value(Deadline.CURRENT));
    }

    private static <T> Optional<T> value(ScopedValue<T> scoped) {
        return scoped.isBound() ? Optional.of(scoped.get()) : Optional.empty();
    }

    /** Does the work with the same request at hand. */
    <R> R call(Supplier<R> work) {
        return bound(Exchange.CURRENT, exchange, bound(Deadline.CURRENT, deadline, work))
                .get();
    }

    private static <T, R> Supplier<R> bound(ScopedValue<T> scoped, Optional<T> value, Supplier<R> work) {
        return value.<Supplier<R>>map(
                        known -> () -> ScopedValue.where(scoped, known).call(work::get))
                .orElse(work);
    }
}
