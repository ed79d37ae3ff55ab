package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.routing.Route;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.Reply;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route, asked for by everybody. */
class AuthorizationMatrixTest {

    static final People PEOPLE = new People();

    @RegisterExtension
    static final Backend BACKEND = PEOPLE.backend();

    static final AuthorizationTable TABLE = AuthorizationTable.read();

    static List<Route> routes() {
        return BACKEND.app().routes().all();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void Z2_a_route_lets_in_whom_the_table_says_and_nobody_else(Route route) {
        var found = new EnumMap<Asker, String>(Asker.class);
        for (var asker : Asker.values()) {
            found.put(asker, outcome(new Scene(PEOPLE).ask(asker, route)));
        }

        assertThat(found).as(route.toString()).isEqualTo(expected(route, found));
    }

    @Test
    void every_line_of_the_table_is_a_route() {
        assertThat(TABLE.routes())
                .as("lines of " + AuthorizationTable.FILE + "; those of routes that are gone have to go too")
                .isSubsetOf(routes().stream().map(Route::toString).toList());
    }

    private static Map<Asker, String> expected(Route route, Map<Asker, String> found) {
        return TABLE.of(route)
                .orElseThrow(() -> new AssertionError(route + " is not in " + AuthorizationTable.FILE
                        + ". Is this how it is meant to be? Then add the line\n"
                        + AuthorizationTable.line(route, found)));
    }

    /** Whoever is let through may still be told that the body is wrong. */
    private static String outcome(Reply reply) {
        return switch (reply.status()) {
            case 401, 403, 404 -> Integer.toString(reply.status());
            default -> reply.status() < 500 ? "in" : "failed: " + reply;
        };
    }
}
