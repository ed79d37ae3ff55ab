package dev.holdfast.app;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;

import dev.holdfast.Problem;
import dev.holdfast.http.Response;
import dev.holdfast.routing.Routes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether the program is alive, and whether it can serve: what a supervisor and a load balancer ask.
 *
 * <p>{@code /livez} asks nobody else: a process whose database is away is not cured by a restart. {@code /readyz} asks the named
 * checks and is 503 while one of them fails and from the moment the program is told to stop. Which check failed stands in the
 * log and not in the answer. Threading: any number of threads.
 */
public final class Health {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final long started = System.nanoTime();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final List<KeptCheck> checks;

    private Health(List<KeptCheck> checks) {
        this.checks = checks;
    }

    /** One thing without which the program cannot serve; its name is for the log. */
    public record Check(String name, Probe probe) {}

    /** Asks for a sign of life within the current deadline, and throws where there is none. */
    @FunctionalInterface
    public interface Probe {
        void ask() throws Exception;
    }

    /** What a healthy program says of itself. */
    record Report(String state, long uptimeSeconds) {}

    /** A program that cannot serve while one of these fails; each is asked once a second at most, and has two seconds. */
    public static Health of(Check... checks) {
        return new Health(Arrays.stream(checks).map(KeptCheck::new).toList());
    }

    /** Returns the routes to ask at, open to everybody: {@code /health}, {@code /livez} and {@code /readyz}. */
    public Routes routes() {
        return group(
                "/",
                get("/health").open().spared().returns(Report.class).to(_ -> report()),
                get("/livez").open().spared().returns(Report.class).to(_ -> report()),
                get("/readyz").open().spared().returns(Report.class).to(_ -> readiness()));
    }

    /** Says that the program stops: it serves on for a while and is not ready any more. */
    public void stopping() {
        stopping.set(true);
    }

    private Response report() {
        return Response.ok(new Report(
                "alive", Duration.ofNanos(System.nanoTime() - started).toSeconds()));
    }

    private Response readiness() {
        if (stopping.get()) {
            throw Problem.unavailable("the program is stopping", RETRY, null);
        }
        if (!checks.stream().allMatch(KeptCheck::holds)) {
            throw Problem.unavailable("something the program needs is away", RETRY, null);
        }
        return Response.ok(new Report(
                "ready", Duration.ofNanos(System.nanoTime() - started).toSeconds()));
    }
}
