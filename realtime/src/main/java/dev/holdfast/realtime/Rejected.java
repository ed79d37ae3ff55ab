package dev.holdfast.realtime;

import dev.holdfast.Problem;

/** What a client is told that is not let in. */
record Rejected(String message, Refused data) {

    static Rejected of(Problem problem) {
        return new Rejected(problem.getMessage(), Refused.of(problem));
    }
}
