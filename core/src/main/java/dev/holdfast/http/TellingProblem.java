package dev.holdfast.http;

import dev.holdfast.Kind;
import dev.holdfast.Problem;

/** A refusal whose answer carries header fields of its own, as Content-Range does with 416. */
public final class TellingProblem extends Problem {

    private final transient Headers fields;

    /** A refusal of the given kind, and the fields of its answer. */
    public TellingProblem(Kind kind, String message, Headers fields) {
        super(kind, message);
        this.fields = fields;
    }

    /** Returns the fields. */
    public Headers fields() {
        return fields;
    }
}
