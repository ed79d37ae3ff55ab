package dev.holdfast.app;

import dev.holdfast.Deadline;
import dev.holdfast.Exchange;
import dev.holdfast.Problem;
import dev.holdfast.Telemetry;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Method;
import dev.holdfast.http.Middleware;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.json.Binding;
import dev.holdfast.json.Json;
import dev.holdfast.limit.LoadShedding;
import dev.holdfast.routing.Access;
import dev.holdfast.routing.BadRoutes;
import dev.holdfast.routing.Route;
import dev.holdfast.routing.Router;
import dev.holdfast.routing.Routes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A program as one value: its routes inside the middleware every request passes, and what it has to close at its end.
 *
 * <p>It does not listen; a server does that for it. Threading: answers any number of requests at once.
 */
public final class App implements AutoCloseable {

    private final AppDraft settings;
    private final Telemetry telemetry;
    private final RequestIds ids = new RequestIds();
    private final Router router;
    private final Handler handler;
    private final Handler refusing;
    private final boolean routesHaveTimes;
    private final Lifecycle lifecycle;

    App(AppDraft settings) {
        this.settings = settings;
        this.telemetry = new HarmlessTelemetry(settings.telemetry());
        var json = new Json();
        var binding = new Binding(json);
        this.router = new Router(settings.routes(), route -> endpoint(route, binding, json));
        this.handler = router.inside(layers(json));
        this.refusing = router.inside(outer(new ErrorAnswers(json, settings.showsStack())));
        this.routesHaveTimes =
                settings.routes().all().stream().anyMatch(route -> route.time().isPresent());
        this.lifecycle = new Lifecycle(settings.services(), settings.stopTime(), telemetry);
    }

    /** Begins a program that serves these routes. */
    public static AppDraft serving(Routes routes) {
        return new AppDraft(routes);
    }

    /** Returns the deadline of a request whose handler begins now. */
    public Deadline deadline(Request request) {
        return Deadline.in(routesHaveTimes ? time(request) : limits().handlerTime());
    }

    private Duration time(Request request) {
        try {
            return router.time(request.method(), request.path()).orElse(limits().handlerTime());
        } catch (Problem _) {
            return limits().handlerTime();
        }
    }

    /** Returns the shortest deadline a request can have. */
    public Duration shortestTime() {
        return routes().all().stream()
                .flatMap(route -> route.time().stream())
                .reduce(limits().handlerTime(), (one, other) -> one.compareTo(other) < 0 ? one : other);
    }

    /** Answers a request, with its deadline and its exchange at hand; never throws what a request can cause. */
    public Response answer(Request request, Exchange exchange, Deadline deadline) throws Exception {
        return ScopedValue.where(Exchange.CURRENT, exchange)
                .where(Deadline.CURRENT, deadline)
                .call(() -> handler.handle(request));
    }

    /**
     * Answers a request with a problem that came up beside its handler: in the one shape, with the house's header fields, without
     * the program's own middleware. Does not block.
     */
    public Response refusal(Request request, Exchange exchange, Problem problem) throws Exception {
        return ScopedValue.where(Exchange.CURRENT, exchange)
                .call(() -> refusing.handle(Request.refused(request.head(), problem)));
    }

    /** Returns the largest body accepted for such a request, in bytes. */
    public long bodyLimit(Method method, String path) {
        return router.bodyLimit(method, path).orElse(settings.limits().body());
    }

    public Limits limits() {
        return settings.limits();
    }

    public Telemetry telemetry() {
        return telemetry;
    }

    public Routes routes() {
        return settings.routes();
    }

    /**
     * Starts the program's services in their order; does nothing where they run already. Called by the server, before it listens.
     *
     * @throws CannotStart where one of them fails; those before it have been stopped then
     */
    public void start() {
        lifecycle.start();
    }

    /** Tells whoever wants to know that the program is about to stop. Called by the server, which serves on for a while. */
    public void stopping() {
        for (var hears : settings.beforeTheEnd()) {
            tell(hears);
        }
        settings.services().reversed().forEach(service -> tell(service::stopping));
    }

    private void tell(Runnable hears) {
        new Ending("telling that the end is near", hears::run, settings.stopTime(), telemetry).run();
    }

    /**
     * Stops what was started and closes what is to be closed, the last first; what fails or takes too long is reported and hinders
     * nothing.
     */
    @Override
    public void close() {
        lifecycle.stop();
    }

    private List<Middleware> layers(Json json) {
        var errors = new ErrorAnswers(json, settings.showsStack());
        var spared = spared();
        var layers = new ArrayList<Middleware>(outer(errors));
        layers.add(new LoadShedding(settings.load(), spared));
        settings.addressLimits().forEach(limit -> layers.add(new RateLimit(limit, spared)));
        if (settings.compresses()) {
            layers.add(new Compression());
        }
        layers.addAll(settings.inside());
        layers.add(new JsonAnswers(json, errors, telemetry));
        return layers;
    }

    /** What every answer passes, whoever gives it. */
    private List<Middleware> outer(ErrorAnswers errors) {
        return List.of(
                ids,
                settings.proxies(),
                new SecurityHeaders(),
                new CrossOrigin(settings.cors()),
                new LimitFields(settings.addressLimits(), settings.routes()),
                new Problems(errors, telemetry));
    }

    private Set<String> spared() {
        return settings.routes().all().stream()
                .filter(Route::isSpared)
                .map(Route::template)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Handler endpoint(Route route, Binding binding, Json json) {
        var layers = new ArrayList<Middleware>();
        layers.add(guard(route));
        if (route.method() == Method.GET) {
            layers.add(new ConditionalReads());
        }
        if (route.body().isPresent()) {
            layers.add(
                    new DecodedBody(route.bodyLimit().orElse(settings.limits().body())));
        }
        for (var layer : route.inside()) {
            layers.add(layer instanceof Cached cached ? cached.at(route, json) : layer);
        }
        settings.differences().ifPresent(differences -> layers.add(new DeclaredAnswers(route, differences)));
        return route.handler(binding).inside(layers);
    }

    private Guard guard(Route route) {
        var authenticator = settings.authenticator();
        if (authenticator.isEmpty() && !(route.access() instanceof Access.Open)) {
            throw BadRoutes.closedWithoutAuthenticator(route);
        }
        if (route.access() instanceof Access.Over(var _, var owner)
                && !route.parameters().contains(owner)) {
            throw BadRoutes.withoutOwner(route, owner);
        }
        return new Guard(route.access(), authenticator.orElse(_ -> new dev.holdfast.Caller.Visitor()));
    }
}
