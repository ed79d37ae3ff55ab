package dev.holdfast.realtime;

import java.util.List;

/** A client was asked for an acknowledgement and did not give it: it left, or its time is up. */
public final class NoAnswer extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Arguments> others;

    NoAnswer(String message, List<Arguments> others) {
        super(message);
        this.others = List.copyOf(others);
    }

    /** Returns what the others have answered, where several were asked. */
    public List<Arguments> others() {
        return others;
    }
}
