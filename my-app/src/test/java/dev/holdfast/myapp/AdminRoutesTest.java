package dev.holdfast.myapp;

import static dev.holdfast.myapp.Asker.ADMIN;
import static dev.holdfast.myapp.Asker.OTHER_USER;
import static dev.holdfast.myapp.Asker.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.routing.Route;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The routes of admins, as a user tries to get around who they are for. */
class AdminRoutesTest {

    static final People PEOPLE = new People();

    @RegisterExtension
    static final Backend BACKEND = PEOPLE.backend();

    private static final AuthorizationTable TABLE = AuthorizationTable.read();

    private static final List<String> VERBS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "get", "Post", "delete", "ADMIN");

    private static final List<String> OVERRIDES =
            List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

    private static final List<String> ELSEWHERE = List.of("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Uri");

    private static final List<Integer> REFUSALS = List.of(400, 403, 404, 405, 501);

    private final Scene scene = new Scene(PEOPLE);
    private final TestClient user = scene.client(OTHER_USER);
    private final TestClient admin = scene.client(ADMIN);

    static List<Route> adminRoutes() {
        return BACKEND.app().routes().all().stream()
                .filter(route -> TABLE.letsIn(ADMIN, route) && !TABLE.letsIn(OWNER, route))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("adminRoutes")
    void Z2_no_verb_and_no_way_to_write_the_path_lets_a_user_in(Route route) {
        var path = scene.path(route);
        var before = everything();
        for (var target : spellings(path)) {
            for (var verb : VERBS) {
                tried(user, verb, target, route);
            }
        }
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("adminRoutes")
    void Z2_no_header_and_no_query_makes_one_verb_another(Route route) {
        var path = scene.path(route);
        var before = everything();
        for (var verb : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")) {
            for (var override : OVERRIDES) {
                tried(user.with(override, route.method().name()), verb, path, route);
            }
            tried(user, verb, path + "?_method=" + route.method(), route);
        }
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("adminRoutes")
    void Z2_no_header_takes_a_request_to_another_path(Route route) {
        var method = route.method().name();
        for (var header : ELSEWHERE) {
            var reply = user.with(header, scene.path(route)).send(method, "/nowhere", body(method, route));
            assertThat(reply.status()).as(header).isEqualTo(404);
            assertThat(reply.textAt("/message")).as(header).isEqualTo("nothing lives at /nowhere");
        }
    }

    @Test
    void there_are_routes_of_admins() {
        assertThat(adminRoutes()).extracting(Route::toString).contains("GET /api/v1/users", "POST /api/v1/products");
    }

    /** What users may read under the same path they read; what they may write there is another test's. */
    private void tried(TestClient client, String verb, String target, Route route) {
        if (!isLetIn(verb, route)) {
            var reply = client.send(verb, target, body(verb, route));
            assertThat(reply.status())
                    .as("%s %s answered %s", verb, target, reply)
                    .isIn(REFUSALS);
        } else if (verb.equals("GET")) {
            client.get(target);
        }
    }

    /** Says whether users may do that under the same path anyway. */
    private static boolean isLetIn(String verb, Route route) {
        var served = verb.equals("HEAD") ? "GET" : verb;
        return BACKEND.app().routes().all().stream()
                .filter(other -> other.template().equals(route.template()))
                .filter(other -> other.method().name().equals(served))
                .anyMatch(other -> TABLE.letsIn(OTHER_USER, other));
    }

    private @Nullable Object body(String verb, Route route) {
        return List.of("POST", "PUT", "PATCH", "Post").contains(verb) ? scene.body(route) : null;
    }

    private String everything() {
        return admin.get("/api/v1/products?limit=100").text()
                + admin.get("/api/v1/users?limit=100").text();
    }

    /** Ways to write a path that some server somewhere takes for the same. */
    private static List<String> spellings(String path) {
        var last = path.lastIndexOf('/');
        var folder = path.substring(0, last);
        var name = path.substring(last + 1);
        var spellings = new ArrayList<>(List.of(path, path.toUpperCase(Locale.ROOT), "http://localhost" + path));
        for (var ending : List.of(
                "/",
                "//",
                "/.",
                "/%2e",
                "/x/..",
                "/x/%2e%2e",
                ";",
                ";x",
                ";x=y",
                "%20",
                "%00",
                "%0a",
                "%09",
                ".json",
                "..;/",
                "%3f",
                "%23",
                "?",
                "#")) {
            spellings.add(path + ending);
        }
        for (var slash : List.of(
                "//",
                "/./",
                "/%2e/",
                "/x/../",
                "/x/%2e%2e/",
                "/x/%2E%2E/",
                ";x/",
                "/;/",
                "/..;/",
                "%2f",
                "%2F",
                "%252f",
                "%5c",
                "\\")) {
            spellings.add(folder + slash + name);
        }
        for (var start :
                List.of("/", "/.", "/livez/..", "/livez/%2e%2e", "/livez/..;", "/api/v1/products/%2e%2e/../..")) {
            spellings.add(start + path);
        }
        spellings.add(folder + "/" + "%%%02x".formatted((int) name.charAt(0)) + name.substring(1));
        spellings.add(folder + "/" + "%%25%02x".formatted((int) name.charAt(0)) + name.substring(1));
        spellings.add(folder + "/" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        return spellings;
    }
}
