package dev.holdfast.http;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The conditions under which a client wants its request performed, compared with the current state of what it names (RFC 9110
 * section 13), in the order of section 13.2.2.
 *
 * <p>Conditions count only for what would be answered with a 2xx otherwise: evaluate them last, just before the answer is made or
 * the change is done.
 */
public final class Preconditions {

    private Preconditions() {}

    /** What the conditions of a request ask for. */
    public sealed interface Outcome {

        /** Perform the request. */
        record Proceed() implements Outcome {}

        /** The client has this state already: 304. */
        record NotModified() implements Outcome {}

        /** The client thinks of another state: 412. */
        record Failed() implements Outcome {}
    }

    /** Evaluates the conditions for something that has a tag. */
    public static Outcome evaluate(Request request, EntityTag tag) {
        return evaluate(request, tag, Optional.empty());
    }

    /** Evaluates the conditions for something that has a tag and was last modified at a known moment. */
    public static Outcome evaluate(Request request, EntityTag tag, Instant lastModified) {
        return evaluate(request, tag, Optional.of(lastModified.truncatedTo(ChronoUnit.SECONDS)));
    }

    private static Outcome evaluate(Request request, EntityTag tag, Optional<Instant> modified) {
        var fields = request.head().headers();
        if (!isAsKnown(fields, tag, modified)) {
            return new Outcome.Failed();
        }
        var isRead = request.method() == Method.GET || request.method() == Method.HEAD;
        if (isNews(fields, tag, isRead ? modified : Optional.empty())) {
            return new Outcome.Proceed();
        }
        return isRead ? new Outcome.NotModified() : new Outcome.Failed();
    }

    /**
     * Refuses a request whose conditions do not hold for something that has this tag. Call it in the same transaction as the
     * change, before it.
     *
     * @throws Problem of kind outdated
     */
    public static void require(Request request, EntityTag tag) {
        if (evaluate(request, tag) instanceof Outcome.Failed) {
            throw refusal();
        }
    }

    /** Returns the problem that answers conditions which do not hold. */
    public static Problem refusal() {
        return new Problem(Kind.OUTDATED, "this has changed since it was read, or was never as the request says");
    }

    /**
     * Says whether a range of the current state completes what the client has: always, where it does not ask by If-Range. A date
     * is never good enough, since a file may change twice in a second.
     */
    public static boolean rangeFits(Request request, EntityTag tag) {
        var known = line(request.head().headers(), "If-Range");
        return known.isEmpty() || (!tag.isWeak() && known.get().equals(tag.toString()));
    }

    private static boolean isAsKnown(Headers fields, EntityTag tag, Optional<Instant> modified) {
        var known = line(fields, "If-Match");
        if (known.isPresent()) {
            return isAny(known.get()) || new TagList(known.get()).namesStrongly(tag);
        }
        var since = date(fields, "If-Unmodified-Since");
        return since.isEmpty() || modified.isEmpty() || !modified.get().isAfter(since.get());
    }

    private static boolean isNews(Headers fields, EntityTag tag, Optional<Instant> modified) {
        var known = line(fields, "If-None-Match");
        if (known.isPresent()) {
            return !isAny(known.get()) && !new TagList(known.get()).names(tag);
        }
        var since = date(fields, "If-Modified-Since");
        return since.isEmpty() || modified.isEmpty() || modified.get().isAfter(since.get());
    }

    private static boolean isAny(String list) {
        return list.strip().equals("*");
    }

    private static Optional<String> line(Headers fields, String name) {
        return fields.has(name) ? Optional.of(String.join(",", fields.all(name))) : Optional.empty();
    }

    /** A date given twice is none. */
    private static Optional<Instant> date(Headers fields, String name) {
        return line(fields, name).flatMap(HttpDate::parse);
    }
}
