package dev.holdfast;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a longer list.
 *
 * @param items what is on the page, in order
 * @param limit how many a page holds at most
 * @param next the cursor that asks for the page after this one; empty on the last page
 * @param <T> what the list holds
 */
public record Page<T>(List<T> items, int limit, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }

    /** Returns the same page with each item turned into another. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), limit, next);
    }
}
