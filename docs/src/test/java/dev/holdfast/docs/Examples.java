package dev.holdfast.docs;

import dev.holdfast.Exchange;
import dev.holdfast.Problem;
import java.util.Map;
import java.util.Optional;

/** What CONTRIBUTING.md shows. */
final class Examples {

    private final Map<String, String> rooms = Map.of();

    // tag::refusal[]
    String room(String name) {
        return Optional.ofNullable(rooms.get(name)).orElseThrow(() -> Problem.missing("room", name));
    }
    // end::refusal[]

    long inDatabase(Exchange exchange) {
        // @start region="telemetry"
        return exchange.nanos(Exchange.Part.DATABASE);
        // @end
    }
}
