package dev.holdfast.app;

import dev.holdfast.Caller;
import dev.holdfast.cache.Lifetime;
import dev.holdfast.cache.Tag;
import dev.holdfast.http.Request;
import dev.holdfast.routing.PercentCoding;
import dev.holdfast.routing.Route;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an answer that is kept depends on.
 *
 * @param caller a visitor where the answer is the same for everybody
 * @param parameters the values of the path parameters, decoded, in the order of the route
 * @param query names and values of the query in turns, decoded, sorted by name
 */
record AnswerKey(Keeping keeping, Caller caller, List<String> parameters, List<String> query) {

    private static final Caller EVERYBODY = new Caller.Visitor();
    private static final int BYTES_OF_A_KEY = 512;
    private static final int BYTES_OF_A_TEXT = 64;

    /** Returns about how much memory the key takes. */
    long bytes() {
        return BYTES_OF_A_KEY
                + Stream.concat(parameters.stream(), query.stream())
                        .mapToLong(text -> BYTES_OF_A_TEXT + 2L * text.length())
                        .sum();
    }

    /** How one route keeps its answers; each is equal to itself alone. */
    static final class Keeping {

        private final Route route;
        private final Lifetime lifetime;
        private final Set<Tag> tags;
        private final boolean isPerCaller;
        private final Set<String> declared;

        Keeping(Route route, Lifetime lifetime, Set<Tag> tags, boolean isPerCaller) {
            this.route = route;
            this.lifetime = lifetime;
            this.tags = tags;
            this.isPerCaller = isPerCaller;
            this.declared = route.query()
                    .map(type -> Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getName)
                            .collect(Collectors.toUnmodifiableSet()))
                    .orElse(Set.of());
        }

        Lifetime lifetime() {
            return lifetime;
        }

        Set<Tag> tags() {
            return tags;
        }

        boolean isPerCaller() {
            return isPerCaller;
        }

        /** Returns the key of a request; empty where its query will be refused, or is in any other way not as declared. */
        Optional<AnswerKey> key(Request request) {
            var caller = isPerCaller ? request.caller() : EVERYBODY;
            var parameters = route.parameters().stream().map(request::path).toList();
            return query(request.head().query()).map(query -> new AnswerKey(this, caller, parameters, query));
        }

        /** Where a route declares no query its handler is given none, so what is sent makes no difference. */
        private Optional<List<String>> query(String sent) {
            if (sent.isEmpty() || declared.isEmpty()) {
                return Optional.of(List.of());
            }
            var pairs = new TreeMap<String, String>();
            for (var pair : sent.split("&", declared.size() + 1)) {
                var equals = pair.indexOf('=');
                var name = PercentCoding.decodeForm(equals < 0 ? pair : pair.substring(0, equals));
                var value = equals < 0 ? "" : PercentCoding.decodeForm(pair.substring(equals + 1));
                if (!declared.contains(name) || pairs.put(name, value) != null) {
                    return Optional.empty();
                }
            }
            var turns = new ArrayList<String>(2 * pairs.size());
            pairs.forEach((name, value) -> {
                turns.add(name);
                turns.add(value);
            });
            return Optional.of(List.copyOf(turns));
        }
    }
}
