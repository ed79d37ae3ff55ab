package dev.holdfast.routing;

import dev.holdfast.http.Handler;
import dev.holdfast.http.Method;
import dev.holdfast.http.Middleware;
import dev.holdfast.limit.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One route, as data: what it is called, who may call it, what it takes and what it gives.
 *
 * <p>Binding, authorization, tests and API documentation read this one declaration.
 */
public final class Route {

    private final Method method;
    private final Template template;
    private final Declared declared;
    private final Endpoint endpoint;

    /** What a route says about itself, apart from its name. */
    record Declared(
            Access access,
            Optional<Class<?>> body,
            Optional<Class<?>> query,
            boolean isForm,
            List<Answer> answers,
            OptionalLong bodyLimit,
            Optional<Duration> time,
            boolean isSpared,
            List<Limit> limits,
            List<Middleware> inside) {}

    Route(Method method, Template template, Declared declared, Endpoint endpoint) {
        this.method = method;
        this.template = template;
        this.declared = declared;
        this.endpoint = endpoint;
    }

    Route under(String prefix) {
        return new Route(method, template.under(prefix), declared, endpoint);
    }

    Template pattern() {
        return template;
    }

    public Method method() {
        return method;
    }

    /** Returns the path with its parameters in braces, as in {@code /users/{id}}. */
    public String template() {
        return template.text();
    }

    /** Returns the names of the path parameters, in order. */
    public List<String> parameters() {
        return template.parameters();
    }

    public Access access() {
        return declared.access();
    }

    /** Returns the record the body is bound to, where the route takes one. */
    public Optional<Class<?>> body() {
        return declared.body();
    }

    /** Says whether the body comes as a form sends it, and not as JSON. */
    public boolean isForm() {
        return declared.isForm();
    }

    /** Returns the record the query is bound to, where the route takes one. */
    public Optional<Class<?>> query() {
        return declared.query();
    }

    /** Returns the ways in which the route answers when it succeeds. */
    public List<Answer> answers() {
        return declared.answers();
    }

    /** Returns the largest body in bytes, where the route says so itself. */
    public OptionalLong bodyLimit() {
        return declared.bodyLimit();
    }

    /** Returns the deadline of the handler, where the route says so itself. */
    public Optional<Duration> time() {
        return declared.time();
    }

    /** Says whether the route is answered however busy the program is. */
    public boolean isSpared() {
        return declared.isSpared();
    }

    /** Returns the limits of this route alone, which count what the program's own limits have let through. */
    public List<Limit> limits() {
        return declared.limits();
    }

    /** Returns the middleware of this route alone, outermost first. */
    public List<Middleware> inside() {
        return declared.inside();
    }

    /** Returns the handler at the end of the route. */
    public Handler handler(Binder binder) {
        declared.body().ifPresent(binder::check);
        declared.query().ifPresent(binder::check);
        return request -> endpoint.answer(request, binder);
    }

    @Override
    public String toString() {
        return method + " " + template.text();
    }
}
