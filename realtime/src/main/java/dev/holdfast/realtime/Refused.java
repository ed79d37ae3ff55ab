package dev.holdfast.realtime;

import dev.holdfast.Fault;
import dev.holdfast.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A problem in the house's shape, for a client that is not answered over HTTP.
 *
 * @param retryAfter seconds to wait
 * @param event what it was about, where no acknowledgement was asked for
 */
record Refused(
        String status,
        String message,
        String code,
        Optional<List<Fault>> errors,
        Optional<Long> retryAfter,
        Optional<String> event) {

    static Refused of(Problem problem) {
        return of(problem, Optional.empty());
    }

    static Refused of(Problem problem, Optional<String> event) {
        var faults = problem.faults().isEmpty() ? Optional.<List<Fault>>empty() : Optional.of(problem.faults());
        var seconds = problem.retryAfter().map(Duration::toSeconds).map(whole -> Math.max(1, whole));
        return new Refused("error", problem.getMessage(), problem.code(), faults, seconds, event);
    }
}
