package dev.holdfast.docs.web;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.post;

import dev.holdfast.app.AddressLimit;
import dev.holdfast.app.AnswerCache;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.cache.Tag;
import dev.holdfast.files.StaticFiles;
import dev.holdfast.http.Body;
import dev.holdfast.http.EntityTag;
import dev.holdfast.http.Preconditions;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.http.SetCookie;
import dev.holdfast.limit.Key;
import dev.holdfast.limit.Limit;
import dev.holdfast.limit.Quota;
import dev.holdfast.limit.TrustedProxies;
import dev.holdfast.routing.Routes;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A shop for browsers. */
final class Shop {

    record Theme(@NotBlank String name) {}

    private final Path assets;
    private String article = "lamp";

    Shop(Path assets) {
        this.assets = assets;
    }

    // tag::files[]
    Routes files() {
        return StaticFiles.in(assets)
                .open()
                .fresh(Duration.ofHours(1))
                .immutable(name -> name.matches(".*-[0-9a-f]{8}\\..*"))
                .withIndex()
                .at("/assets");
    }
    // end::files[]

    // tag::cookies[]
    static Response choose(Request request, Theme theme) {
        return Response.of(303, new Body.Empty())
                .header("Location", "/")
                .cookie(SetCookie.of("theme", theme.name()).lasting(Duration.ofDays(365)));
    }

    static Response theme(Request request) {
        return Response.ok("theme", request.cookie("theme").orElse("light"));
    }
    // end::cookies[]

    // tag::limits[]
    private static final Limit ORDERS = Limit.of("orders", Quota.of("5/1m"));

    static Routes orders() {
        return post("/orders")
                .open()
                .limitedTo(ORDERS, Key::caller)
                .returns(204)
                .to(_ -> Response.noContent());
    }
    // end::limits[]

    // tag::kept[]
    private static final Tag ARTICLES = Tag.of("articles");
    private final AnswerCache answers = AnswerCache.of(4 << 20);

    Routes articles() {
        return get("/articles")
                .open()
                .returns(List.class)
                .inside(answers.cached(Duration.ofMinutes(1), ARTICLES))
                .to(_ -> Response.ok("articles", List.of(article)));
    }

    void rename(String other) {
        article = other;
        answers.evict(ARTICLES);
    }
    // end::kept[]

    // tag::conditions[]
    Response show(Request request) {
        return Response.ok("article", article).tagged(state());
    }

    Response change(Request request, Theme theme) {
        Preconditions.require(request, state());
        rename(theme.name());
        return Response.noContent();
    }

    private EntityTag state() {
        return EntityTag.strong(article);
    }
    // end::conditions[]

    // tag::program[]
    AppDraft program() {
        return App.serving(routes())
                .limitedTo(AddressLimit.of(Quota.of("100/15m")).under("/api"))
                .trusting(TrustedProxies.parse("10.0.0.0/8, ::1"));
    }
    // end::program[]

    private Routes routes() {
        return group(
                "/",
                files(),
                // tag::form[]
                post("/theme").open().form(Theme.class).returns(303).to(Shop::choose),
                // end::form[]
                get("/theme").open().returns(String.class).to(Shop::theme),
                orders(),
                articles(),
                get("/article").open().returns(String.class).to(this::show),
                post("/article").open().body(Theme.class).returns(204).to(this::change));
    }
}
