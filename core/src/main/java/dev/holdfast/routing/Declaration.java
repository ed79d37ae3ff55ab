package dev.holdfast.routing;

import dev.holdfast.Permission;
import dev.holdfast.http.Method;
import dev.holdfast.http.Middleware;
import dev.holdfast.http.Request;
import dev.holdfast.limit.Key;
import dev.holdfast.limit.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A route while it is being written.
 *
 * @param <S> the kind of draft, which each step returns
 */
public abstract sealed class Declaration<S extends Declaration<S>> permits RouteDraft, RouteDraft.Taking {

    private final Method method;
    private final String path;
    private final List<Answer> answers = new ArrayList<>();
    private final List<Limit> limits = new ArrayList<>();
    private final List<Middleware> counting = new ArrayList<>();
    private final List<Middleware> inside = new ArrayList<>();
    private Access access = new Access.SignedIn();
    private OptionalLong bodyLimit = OptionalLong.empty();
    private Optional<Duration> time = Optional.empty();
    private boolean isSpared;

    @Nullable Class<?> body;

    @Nullable Class<?> query;

    boolean isForm;

    Declaration(Method method, String path) {
        this.method = method;
        this.path = path;
    }

    Declaration(Declaration<?> before) {
        this(before.method, before.path);
        answers.addAll(before.answers);
        limits.addAll(before.limits);
        counting.addAll(before.counting);
        inside.addAll(before.inside);
        access = before.access;
        bodyLimit = before.bodyLimit;
        time = before.time;
        isSpared = before.isSpared;
        body = before.body;
        query = before.query;
        isForm = before.isForm;
    }

    abstract S self();

    /** Opens the route to everybody. */
    public S open() {
        return access(new Access.Open());
    }

    /** Says who may call the route. */
    public S access(Access who) {
        access = who;
        return self();
    }

    /** Says by which permission the route may be called. */
    public S access(Permission who) {
        return access(Access.of(who));
    }

    /** Says that the route answers 200 with such a record. */
    public S returns(Class<?> type) {
        return returns(200, type);
    }

    /** Says that the route answers 200 with such data. */
    public S returns(Shape shape) {
        return returns(200, shape);
    }

    /** Says that the route answers the status with such a record. */
    public S returns(int status, Class<?> type) {
        return returns(status, new Shape.One(type));
    }

    /** Says that the route answers the status without data. */
    public S returns(int status) {
        return returns(status, new Shape.Nothing());
    }

    /** Says that the route answers the status with such data. */
    public S returns(int status, Shape shape) {
        answers.add(new Answer(status, shape));
        return self();
    }

    /** Sets the largest body of this route, in bytes: at most a gibibyte, since it is held in memory. */
    public S bodyLimit(long bytes) {
        if (bytes < 0 || bytes > 1L << 30) {
            throw new BadRoutes(method + " " + path + " cannot take a body of " + bytes + " bytes");
        }
        bodyLimit = OptionalLong.of(bytes);
        return self();
    }

    /** Sets the deadline of this route's handler and of all it calls, in place of the program's; longer or shorter. */
    public S within(Duration handlerTime) {
        if (!handlerTime.isPositive()) {
            throw new BadRoutes(method + " " + path + " cannot be answered within " + handlerTime);
        }
        time = Optional.of(handlerTime);
        return self();
    }

    /** Says that the route is answered however busy the program is, and counted by no limit of the whole program. */
    public S spared() {
        isSpared = true;
        return self();
    }

    /**
     * Limits how often the route may be called, by those whose keys are equal; before its other middleware, and after the caller
     * is known. {@link Key#caller} and {@link Key#address} say who that is.
     */
    public S limitedTo(Limit limit, Function<? super Request, Key> who) {
        counting.add(limit.by(who));
        return counting(limit);
    }

    S counting(Limit limit) {
        limits.add(limit);
        return self();
    }

    /** Puts the route inside middleware of its own, which runs after the caller has been let through. */
    public S inside(Middleware... layers) {
        inside.addAll(List.of(layers));
        return self();
    }

    Routes end(Endpoint endpoint) {
        if (isSpared && path.contains("{")) {
            throw new BadRoutes(method + " " + path + " is spared by its path, which then has no parameters");
        }
        var layers = new ArrayList<>(counting);
        layers.addAll(inside);
        var declared = new Route.Declared(
                access,
                Optional.ofNullable(body),
                Optional.ofNullable(query),
                isForm,
                List.copyOf(answers),
                bodyLimit,
                time,
                isSpared,
                List.copyOf(limits),
                List.copyOf(layers));
        return Routes.of(new Route(method, Template.of(path), declared, endpoint));
    }
}
