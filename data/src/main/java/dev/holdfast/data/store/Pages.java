package dev.holdfast.data.store;

import dev.holdfast.Page;
import dev.holdfast.Problem;
import dev.holdfast.data.Query;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cuts selections into pages: each page begins after the last record of the one before, wherever that is by now. */
final class Pages {

    /** Runs a selection and returns what is stored in its rows. */
    @FunctionalInterface
    interface Source<T extends Record> {
        List<@Nullable Object[]> rows(Selection<T> selection);
    }

    private final Cursors cursors;

    Pages(Cursors cursors) {
        this.cursors = cursors;
    }

    <T extends Record> Page<@Nullable Object[]> page(
            Selection<T> whole, List<String> identity, Optional<String> cursor, int limit, Source<T> source) {
        if (limit < 1 || limit > Query.MOST) {
            throw Problem.invalid("/limit", "must be between 1 and " + Query.MOST);
        }
        var sorting = whole.sorting();
        var rest = cursor.map(text -> cursors.read(identity, text, sorting, id -> position(whole, id, source)))
                .map(whole::after)
                .orElse(whole);
        var found = source.rows(rest.limit(limit + 1));
        var shown = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit
                ? Optional.of(cursors.write(identity, sorting.position(shown.getLast()), sorting.id(shown.getLast())))
                : Optional.<String>empty();
        return new Page<>(shown, limit, next);
    }

    private static <T extends Record> Optional<List<@Nullable Object>> position(
            Selection<T> whole, Object id, Source<T> source) {
        return source.rows(whole.only(id)).stream().findFirst().map(whole.sorting()::position);
    }

    /** Reads everything, part by part; nobody sees where a part ends, so that takes no cursor. */
    static <T extends Record> Stream<@Nullable Object[]> stream(Selection<T> whole, Source<T> source) {
        var parts = whole.limit(Query.MOST);
        return Stream.iterate(
                        source.rows(parts),
                        part -> !part.isEmpty(),
                        part -> part.size() < Query.MOST
                                ? List.<@Nullable Object[]>of()
                                : source.rows(parts.after(parts.sorting().position(part.getLast()))))
                .flatMap(List::stream);
    }
}
