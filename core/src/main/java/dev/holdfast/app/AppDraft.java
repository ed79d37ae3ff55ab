package dev.holdfast.app;

import dev.holdfast.Telemetry;
import dev.holdfast.http.Middleware;
import dev.holdfast.routing.Authenticator;
import dev.holdfast.routing.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A program while it is being put together; each step returns a new draft.
 *
 * @param routes what it serves
 * @param authenticator finds out who is asking, where any route wants to know
 * @param cors which pages of other origins may read its answers
 * @param limits how much it takes from outside
 * @param telemetry hears what happens
 * @param inside middleware of the program's own, outermost first
 * @param resources what is closed when the program ends, the last first
 * @param showsStack whether an answer of 500 shows its stack: in development only
 * @param differences hears of answers that are not as their route declares them: in tests
 */
public record AppDraft(
        Routes routes,
        Optional<Authenticator> authenticator,
        Cors cors,
        Limits limits,
        Telemetry telemetry,
        List<Middleware> inside,
        List<AutoCloseable> resources,
        boolean showsStack,
        Optional<Consumer<String>> differences) {

    static AppDraft of(Routes routes) {
        return new AppDraft(
                routes,
                Optional.empty(),
                Cors.CLOSED,
                Limits.standard(),
                new LogTelemetry(),
                List.of(),
                List.of(),
                false,
                Optional.empty());
    }

    /** Says who finds out who is asking. */
    public AppDraft authenticatedBy(Authenticator who) {
        return new AppDraft(
                routes, Optional.of(who), cors, limits, telemetry, inside, resources, showsStack, differences);
    }

    /** Says which pages of other origins may read the answers. */
    public AppDraft openTo(Cors others) {
        return new AppDraft(
                routes, authenticator, others, limits, telemetry, inside, resources, showsStack, differences);
    }

    /** Sets other limits. */
    public AppDraft within(Limits other) {
        return new AppDraft(routes, authenticator, cors, other, telemetry, inside, resources, showsStack, differences);
    }

    /** Says who hears what happens. */
    public AppDraft tellingTo(Telemetry other) {
        return new AppDraft(routes, authenticator, cors, limits, other, inside, resources, showsStack, differences);
    }

    /** Adds middleware of the program's own around every request, inside what was added before. */
    public AppDraft inside(Middleware layer) {
        return new AppDraft(
                routes, authenticator, cors, limits, telemetry, and(inside, layer), resources, showsStack, differences);
    }

    /** Adds something to close when the program ends, before what was added before. */
    public AppDraft closing(AutoCloseable resource) {
        return new AppDraft(
                routes,
                authenticator,
                cors,
                limits,
                telemetry,
                inside,
                and(resources, resource),
                showsStack,
                differences);
    }

    /** Shows the stack in answers of 500; for development. */
    public AppDraft showingStacks(boolean shown) {
        return new AppDraft(routes, authenticator, cors, limits, telemetry, inside, resources, shown, differences);
    }

    /** Says who hears of answers that are not as their route declares them; for tests. */
    public AppDraft comparingAnswers(Consumer<String> hears) {
        return new AppDraft(
                routes, authenticator, cors, limits, telemetry, inside, resources, showsStack, Optional.of(hears));
    }

    /**
     * Puts the program together.
     *
     * @throws dev.holdfast.routing.BadRoutes where the routes cannot be served; the message names them
     */
    public App build() {
        return new App(this);
    }

    private static <T> List<T> and(List<T> list, T last) {
        var longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }
}
