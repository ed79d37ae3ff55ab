package dev.holdfast.app;

import dev.holdfast.Deadline;
import dev.holdfast.Exchange;
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
    private final Router router;
    private final Handler handler;

    App(AppDraft settings) {
        this.settings = settings;
        this.telemetry = new HarmlessTelemetry(settings.telemetry());
        var json = new Json();
        var binding = new Binding(json);
        this.router = new Router(settings.routes(), route -> endpoint(route, binding));
        this.handler = router.inside(layers(json));
    }

    /** Begins a program that serves these routes. */
    public static AppDraft serving(Routes routes) {
        return new AppDraft(routes);
    }

    /** Answers a request, within its deadline and with its exchange at hand; never throws what a request can cause. */
    public Response answer(Request request, Exchange exchange) throws Exception {
        return ScopedValue.where(Exchange.CURRENT, exchange)
                .where(Deadline.CURRENT, Deadline.in(settings.limits().handlerTime()))
                .call(() -> handler.handle(request));
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

    /** Tells whoever wants to know that the program is about to stop. Called by the server, which serves on for a while. */
    public void stopping() {
        settings.beforeTheEnd().forEach(Runnable::run);
    }

    /** Closes what the program was given to close, the last first; what fails is reported and hinders nothing. */
    @Override
    public void close() {
        for (var resource : settings.resources().reversed()) {
            try {
                resource.close();
            } catch (Exception failure) {
                telemetry.failed("closing " + resource, failure);
            }
        }
    }

    private List<Middleware> layers(Json json) {
        var errors = new ErrorAnswers(json, settings.showsStack());
        var spared = spared();
        var layers = new ArrayList<Middleware>();
        layers.add(new RequestIds());
        layers.add(settings.proxies());
        layers.add(new SecurityHeaders());
        layers.add(new CrossOrigin(settings.cors()));
        layers.add(new LimitFields(settings.addressLimits(), settings.routes()));
        layers.add(new Problems(errors, telemetry));
        layers.add(new LoadShedding(settings.load(), spared));
        settings.addressLimits().forEach(limit -> layers.add(new RateLimit(limit, spared)));
        layers.addAll(settings.inside());
        layers.add(new JsonAnswers(json, errors, telemetry));
        return layers;
    }

    private Set<String> spared() {
        return settings.routes().all().stream()
                .filter(Route::isSpared)
                .map(Route::template)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Handler endpoint(Route route, Binding binding) {
        var layers = new ArrayList<Middleware>();
        layers.add(guard(route));
        settings.differences().ifPresent(differences -> layers.add(new DeclaredAnswers(route, differences)));
        layers.addAll(route.inside());
        return route.handler(binding).inside(layers);
    }

    private Guard guard(Route route) {
        var authenticator = settings.authenticator();
        if (authenticator.isEmpty() && !(route.access() instanceof Access.Open)) {
            throw BadRoutes.closedWithoutAuthenticator(route);
        }
        return new Guard(route.access(), authenticator.orElse(_ -> new dev.holdfast.Caller.Visitor()));
    }
}
