package dev.holdfast.docs;

import static dev.holdfast.routing.Routes.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Caller;
import dev.holdfast.app.AddressLimit;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.limit.Quota;
import dev.holdfast.testkit.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The walk of one request, as ARCHITECTURE.md prints it and as the stack of a controller shows it. */
class WalkTest {

    private static final int MOST_BESIDE_MIDDLEWARE = 8;
    private static final Set<String> MIDDLEWARE = Set.of(
            "RequestIds",
            "SecurityHeaders",
            "LimitFields",
            "Problems",
            "LoadShedding",
            "RateLimit",
            "Compression",
            "JsonAnswers",
            "Guard",
            "DecodedBody",
            "DeclaredAnswers");
    private static final List<String> STACK = new ArrayList<>();

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> draft());

    record Note(String text) {}

    private static AppDraft draft() {
        return App.serving(post("/notes").body(Note.class).returns(Note.class).to(WalkTest::controller))
                .authenticatedBy(_ -> new Caller.User("ann", Set.of()))
                .limitedTo(AddressLimit.of(Quota.of("100/15m")));
    }

    private static Response controller(Request request, Note note) {
        STACK.clear();
        Arrays.stream(new Throwable().getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> name.startsWith("dev.holdfast.") && !name.startsWith("dev.holdfast.docs."))
                .map(name -> name.replaceAll(".*\\.", "").replaceAll("\\$.*", ""))
                .forEach(STACK::addFirst);
        return Response.ok(note);
    }

    @Test
    void the_walk_in_the_architecture_page_is_the_stack_of_the_controller() throws IOException {
        assertThat(BACKEND.inMemory().post("/notes", Map.of("text", "hello")).status())
                .isEqualTo(200);

        assertThat(STACK.stream()
                        .filter(each -> !each.equals("DeclaredAnswers"))
                        .toList())
                .isEqualTo(printed());
        for (var layer : MIDDLEWARE) {
            assertThat(STACK.stream().filter(layer::equals))
                    .as("frames of " + layer)
                    .hasSize(1);
        }
        assertThat(STACK.stream().filter(each -> !MIDDLEWARE.contains(each)))
                .hasSizeLessThanOrEqualTo(MOST_BESIDE_MIDDLEWARE);
    }

    private static List<String> printed() throws IOException {
        var page = Files.readString(House.file("ARCHITECTURE.md"));
        return Pattern.compile("(?m)^ +frame +(\\w+)")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
