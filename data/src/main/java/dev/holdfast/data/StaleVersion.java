package dev.holdfast.data;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.util.List;

/** The refusal to store a record over a newer one. */
public final class StaleVersion extends Problem {

    /** Somebody else has changed the thing. */
    public StaleVersion(String what) {
        super(Kind.CONFLICT, "stale_version", "the " + what + " has changed since it was read", List.of());
    }
}
