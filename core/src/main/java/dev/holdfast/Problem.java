package dev.holdfast;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that ends a request; its message is written for the client.
 *
 * <p>An outcome between which the caller has to choose is not a problem but a sealed result.
 */
public class Problem extends RuntimeException {

    private static final String DEADLINE_EXCEEDED = "deadline_exceeded";

    private final Kind kind;
    private final String code;
    private final transient List<Fault> faults;
    private final @Nullable Duration retryAfter;

    /** A refusal of the given kind, with the kind's own code. */
    public Problem(Kind kind, String message) {
        this(kind, kind.code(), message, List.of());
    }

    /** A refusal with a code of its own and the faults that led to it. */
    public Problem(Kind kind, String code, String message, List<Fault> faults) {
        this(kind, code, message, faults, null, null);
    }

    private Problem(
            Kind kind,
            String code,
            String message,
            List<Fault> faults,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause, true, kind == Kind.INTERNAL);
        this.kind = kind;
        this.code = code;
        this.faults = List.copyOf(faults);
        this.retryAfter = retryAfter;
    }

    /** Input that was understood and is not acceptable, with every fault found in it. */
    public static Problem invalid(List<Fault> faults) {
        return new Problem(Kind.INVALID, Kind.INVALID.code(), "the request is not valid", faults);
    }

    /** Input with one fault. */
    public static Problem invalid(String pointer, String message) {
        return invalid(List.of(new Fault(pointer, message)));
    }

    /** Nothing of that name with that id. */
    public static Problem missing(String what, Object id) {
        return new Problem(Kind.MISSING, "there is no " + what + " " + id);
    }

    /** A caller who is known and may not do this. */
    public static Problem forbidden(String message) {
        return new Problem(Kind.FORBIDDEN, message);
    }

    /** A caller who is not known. */
    public static Problem unauthenticated(String message) {
        return new Problem(Kind.UNAUTHENTICATED, message);
    }

    /** Something needed is away for the moment; the client may ask again after the pause. */
    public static Problem unavailable(String message, Duration retryAfter, @Nullable Throwable cause) {
        return new Problem(Kind.UNAVAILABLE, Kind.UNAVAILABLE.code(), message, List.of(), retryAfter, cause);
    }

    /**
     * Work that was not done within its time: 503 with a code of its own. It names no time to ask again after, since what was too
     * much will be so again, and nobody knows how far the work got.
     */
    public static Problem deadlineExceeded(@Nullable Throwable cause) {
        var message = "the request could not be answered in the time it has";
        return new Problem(Kind.UNAVAILABLE, DEADLINE_EXCEEDED, message, List.of(), null, cause);
    }

    /** A caller who has asked too often, and may again after the pause. */
    public static Problem tooMany(String message, Duration retryAfter) {
        return new Problem(Kind.TOO_MANY, Kind.TOO_MANY.code(), message, List.of(), retryAfter, null);
    }

    /** Returns the reason in domain words. */
    public Kind kind() {
        return kind;
    }

    /** Returns the word by which a program recognises this problem. */
    public String code() {
        return code;
    }

    /** Returns the message; it is never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** Returns every fault, in the order found; empty where the problem is not one of input. */
    public List<Fault> faults() {
        return faults;
    }

    /** Returns how long the client should wait before it asks again. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
