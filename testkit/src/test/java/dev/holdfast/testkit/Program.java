package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.delete;
import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.post;

import dev.holdfast.Caller;
import dev.holdfast.Default;
import dev.holdfast.Exchange;
import dev.holdfast.Hidden;
import dev.holdfast.Lowercase;
import dev.holdfast.Page;
import dev.holdfast.Problem;
import dev.holdfast.Scalar;
import dev.holdfast.Telemetry;
import dev.holdfast.Trim;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.app.Limits;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.routing.Access;
import dev.holdfast.routing.Routes;
import dev.holdfast.routing.Shape;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A small program that has one route of every kind, for the tests of the pipeline. */
final class Program {

    private Program() {}

    /** Hears everything and says nothing: a log of a hundred thousand lines helps nobody. */
    static Telemetry silence() {
        return new Telemetry() {
            @Override
            public void done(Exchange exchange) {}

            @Override
            public void failed(String context, Throwable failure) {}
        };
    }

    enum Color {
        RED,
        BLUE
    }

    enum Role {
        ADMIN
    }

    record ThingId(UUID value) implements Scalar<UUID> {}

    record Part(@NotBlank String name, int count) {}

    record Thing(
            @Trim @NotBlank @Size(max = 10) String name,
            @Trim @Lowercase @Email String email,
            int amount,
            BigDecimal price,
            Optional<Color> color,
            List<Part> parts,
            @Nullable ThingId replaces,
            @Trim Optional<@NotBlank @Size(max = 5) String> label) {}

    record Search(
            @Default("20") @Min(1) @Max(100) int limit,
            @Default("") String text,
            Optional<Boolean> exact) {}

    record Shown(String name, Hidden<String> secret, Optional<String> note) {}

    static AppDraft draft() {
        return App.serving(routes())
                .authenticatedBy(Program::caller)
                .within(Limits.standard().times(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(20)))
                .showingStacks(false);
    }

    private static Caller caller(Request request) {
        return switch (request.header("Authorization").orElse("")) {
            case "" -> new Caller.Visitor();
            case "Bearer ann" -> new Caller.User("ann", Set.of());
            case "Bearer root" -> new Caller.User("root", Set.of("ADMIN"));
            default -> throw Problem.unauthenticated("the access token does not hold");
        };
    }

    static Routes routes() {
        return group(
                "/",
                get("/hello").open().returns(Shown.class).to(_ -> Response.ok(shown())),
                get("/things/{id}").open().returns(String.class).to(Program::show),
                get("/things/special").open().returns(String.class).to(_ -> Response.ok("id", "the special one")),
                get("/things")
                        .open()
                        .query(Search.class)
                        .returns(Shape.page(String.class))
                        .to(Program::list),
                post("/things")
                        .open()
                        .body(Thing.class)
                        .returns(201, Thing.class)
                        .to(Program::create),
                delete("/things/{id}").open().returns(204).to(_ -> Response.noContent()),
                get("/mine")
                        .returns(String.class)
                        .to(request -> Response.ok("id", request.caller().user().id())),
                get("/users/{id}")
                        .access(Access.selfOr(Role.ADMIN))
                        .returns(String.class)
                        .to(Program::show),
                get("/secret")
                        .access(Access.role(Role.ADMIN))
                        .returns(String.class)
                        .to(_ -> Response.ok("id", "x")),
                post("/large")
                        .open()
                        .rawBody()
                        .bodyLimit(100_000)
                        .returns(Integer.class)
                        .to(Program::size),
                get("/fails").open().returns(String.class).to(_ -> Response.ok("n", broken("hunter2"))),
                get("/unencodable").open().returns(Knot.class).to(_ -> Response.ok("knot", Knot.tied())),
                get("/liar").open().returns(Shown.class).to(_ -> Response.ok("count", 5)));
    }

    static Shown shown() {
        return new Shown("Ann", Hidden.of("hush"), Optional.empty());
    }

    private static Response show(Request request) {
        return Response.ok("id", request.path("id"));
    }

    private static Response list(Request request, Search search) {
        var next = search.limit() == 100 ? Optional.<String>empty() : Optional.of("more");
        return Response.ok(
                "things", new Page<>(List.of(search.text(), search.exact().toString()), search.limit(), next));
    }

    private static Response create(Request request, Thing thing) {
        return Response.created("/things/1", "thing", thing);
    }

    private static Response size(Request request) {
        return Response.ok("size", request.content().length);
    }

    private static String broken(String password) {
        if (!password.isEmpty()) {
            throw new IllegalStateException("the database password is " + password);
        }
        return "unbroken";
    }

    /** Holds itself, so that it cannot be written as JSON. */
    record Knot(List<Object> self) {
        static Knot tied() {
            var list = new ArrayList<>();
            list.add(list);
            return new Knot(list);
        }
    }
}
