package dev.holdfast.myapp;

import dev.holdfast.routing.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table {@code authorization.md} of the test resources: for each route, how far everybody gets. */
final class AuthorizationTable {

    static final String FILE = "authorization.md";

    private static final Set<String> OUTCOMES = Set.of("in", "401", "403", "404");

    private final Map<String, Map<Asker, String>> lines = new LinkedHashMap<>();

    private AuthorizationTable(List<List<String>> rows) {
        var columns = Stream.concat(
                Stream.of("method", "path"), Arrays.stream(Asker.values()).map(Asker::toString));
        if (!rows.getFirst().equals(columns.toList())) {
            throw new AssertionError(FILE + " has the columns " + rows.getFirst() + ", and Asker has others");
        }
        rows.stream().skip(2).forEach(this::add);
    }

    static AuthorizationTable read() {
        try (var file = AuthorizationTable.class.getResourceAsStream("/" + FILE)) {
            var text = new String(Objects.requireNonNull(file, FILE).readAllBytes(), StandardCharsets.UTF_8);
            return new AuthorizationTable(text.lines()
                    .filter(line -> line.startsWith("|"))
                    .map(AuthorizationTable::cells)
                    .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the line a route should have. */
    static String line(Route route, Map<Asker, String> outcomes) {
        return "| " + route.method() + " | " + route.template() + " | " + String.join(" | ", outcomes.values()) + " |";
    }

    /** Returns what the table says of a route. */
    Optional<Map<Asker, String>> of(Route route) {
        return Optional.ofNullable(lines.get(route.toString()));
    }

    /** Says whether the table lets somebody in. */
    boolean letsIn(Asker asker, Route route) {
        return of(route).map(line -> "in".equals(line.get(asker))).orElse(false);
    }

    /** Returns the routes it tells of, as a route says its name. */
    Set<String> routes() {
        return lines.keySet();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).collect(Collectors.toList());
    }

    private void add(List<String> cells) {
        var outcomes = new EnumMap<Asker, String>(Asker.class);
        for (var asker : Asker.values()) {
            var place = asker.ordinal() + 2;
            outcomes.put(asker, place < cells.size() ? cells.get(place) : "nothing");
        }
        if (!OUTCOMES.containsAll(outcomes.values())) {
            throw new AssertionError(cells + " in " + FILE + " has a cell that is none of " + OUTCOMES);
        }
        if (lines.put(cells.get(0) + " " + cells.get(1), outcomes) != null) {
            throw new AssertionError(cells + " is in " + FILE + " twice");
        }
    }
}
