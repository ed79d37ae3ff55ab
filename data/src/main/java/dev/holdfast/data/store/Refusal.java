package dev.holdfast.data.store;

import dev.holdfast.Fault;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The problems that all databases report alike. */
public final class Refusal {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Refusal() {}

    /** A reference to a record that is not there. */
    public static Problem brokenReference(List<String> components) {
        return unprocessable(components, "refers to something that is not there");
    }

    /** Records that are to be deleted are referred to by others. */
    public static Problem stillReferred() {
        return unprocessable("others refer to it, so it cannot be deleted");
    }

    /** A sum, or another number, is larger or smaller than the field it is for can hold. */
    public static Problem outOfRange() {
        return unprocessable("a number is larger or smaller than its field can hold");
    }

    /** A value is missing where there has to be one. */
    public static Problem absent(List<String> components) {
        return unprocessable(components, "must not be absent");
    }

    /** A rule of the table does not hold. */
    public static Problem brokenRule(List<String> components) {
        return unprocessable(components, "breaks a rule of the table");
    }

    /** The database is away, or has too much to do. */
    public static Problem unavailable(String message, @Nullable Throwable cause) {
        return Problem.unavailable(message, PAUSE, cause);
    }

    /** The caller was told to stop while it waited; its thread stays told. */
    public static Problem interrupted(Throwable cause) {
        Thread.currentThread().interrupt();
        return unavailable("the caller was interrupted", cause);
    }

    private static Problem unprocessable(List<String> names, String what) {
        var faults = names.stream().map(name -> new Fault("/" + name, what)).toList();
        var subject = names.isEmpty() ? "a value" : String.join(" and ", names);
        return new Problem(Kind.UNPROCESSABLE, Kind.UNPROCESSABLE.code(), subject + " " + what, faults);
    }

    private static Problem unprocessable(String what) {
        return new Problem(Kind.UNPROCESSABLE, what);
    }
}
