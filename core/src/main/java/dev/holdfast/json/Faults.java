package dev.holdfast.json;

import dev.holdfast.Fault;
import dev.holdfast.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one input, up to a number that still helps its author. */
final class Faults {

    private static final int MOST = 50;

    private final List<Fault> found = new ArrayList<>();
    private int count;

    void add(String pointer, String message) {
        add(new Fault(pointer, message));
    }

    void add(Fault fault) {
        count++;
        if (found.size() < MOST) {
            found.add(fault);
        }
    }

    /** Returns how many there are, told or not. */
    int count() {
        return count;
    }

    void refuseIfAny() {
        if (!found.isEmpty()) {
            throw Problem.invalid(found);
        }
    }

    /** Appends a name to a JSON Pointer (RFC 6901 section 3). */
    static String below(String pointer, String name) {
        return pointer + '/' + name.replace("~", "~0").replace("/", "~1");
    }
}
