package dev.holdfast.routing;

import dev.holdfast.Exchange;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.http.Body;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Method;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Hands each request to the route it names.
 *
 * <p>HEAD is answered by the route of GET, OPTIONS by the list of methods; a path is compared exactly: with its case, and with
 * or without a slash at its end. {@code {path...}} at the end of a template stands for all that follows the slash before it, which may
 * be nothing; what is said in more detail goes before it. Threading: immutable.
 */
public final class Router implements Handler {

    private final Node root = new Node();

    /**
     * A router for the table.
     *
     * @param serve makes the handler of each route
     * @throws BadRoutes where two routes answer the same requests
     */
    public Router(Routes routes, Function<Route, Handler> serve) {
        for (var route : routes.all()) {
            root.add(new Served(route, serve.apply(route)));
        }
    }

    @Override
    public Response handle(Request request) throws Exception {
        if (request.refusal().isPresent()) {
            throw request.refusal().get();
        }
        return switch (find(request.method(), request.path())) {
            case Match.Found(var served, var parameters) -> {
                note(served.route(), parameters);
                yield served.handler()
                        .handle(request.at(parameters, served.route().body().isPresent()));
            }
            case Match.WrongMethod(var allowed) -> wrongMethod(request, allowed);
            case Match.Missing() -> throw new Problem(Kind.MISSING, "nothing lives at " + request.path());
        };
    }

    /** Returns the largest body accepted for such a request, in bytes, where its route says so itself. */
    public OptionalLong bodyLimit(Method method, String path) {
        return find(method, path) instanceof Match.Found(var served, var _)
                ? served.route().bodyLimit()
                : OptionalLong.empty();
    }

    /** Returns the time to answer such a request in, where its route says so itself. */
    public Optional<Duration> time(Method method, String path) {
        return find(method, path) instanceof Match.Found(var served, var _)
                ? served.route().time()
                : Optional.empty();
    }

    private Match find(Method method, String path) {
        var segments = Node.segments(path);
        var node = root.find(segments, 0);
        if (node == null) {
            return new Match.Missing();
        }
        var served = node.served().get(method == Method.HEAD ? Method.GET : method);
        return served == null
                ? new Match.WrongMethod(allowed(node))
                : new Match.Found(served, Node.parameters(served.route().pattern(), segments));
    }

    private static Set<Method> allowed(Node node) {
        var allowed = EnumSet.copyOf(node.served().keySet());
        allowed.add(Method.OPTIONS);
        if (allowed.contains(Method.GET)) {
            allowed.add(Method.HEAD);
        }
        return allowed;
    }

    private static Response wrongMethod(Request request, Set<Method> allowed) {
        var names = allowed.stream().map(Method::name).collect(Collectors.joining(", "));
        if (request.method() == Method.OPTIONS) {
            return Response.of(204, new Body.Empty()).header("Allow", names);
        }
        throw new WrongMethodProblem(request.method() + " is not allowed here, only " + names, names);
    }

    private static void note(Route route, Map<String, String> parameters) {
        if (Exchange.CURRENT.isBound()) {
            Exchange.CURRENT.get().route(route.template(), parameters);
        }
    }
}
