package dev.holdfast.routing;

import dev.holdfast.Kind;
import dev.holdfast.Problem;

/** A method that the path does not understand; the answer lists those it does (RFC 9110 section 15.5.6). */
public final class WrongMethodProblem extends Problem {

    private final String allowed;

    WrongMethodProblem(String message, String allowed) {
        super(Kind.WRONG_METHOD, message);
        this.allowed = allowed;
    }

    /** Returns the methods, as they stand in the Allow field. */
    public String allowed() {
        return allowed;
    }
}
