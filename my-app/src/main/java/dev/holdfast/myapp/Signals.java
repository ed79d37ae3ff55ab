package dev.holdfast.myapp;

import java.util.List;
import sun.misc.Signal;

/** What a process does with the signals that end it. */
final class Signals {

    private static final int EXIT_BY_SIGNAL = 128;

    private Signals() {}

    /** From now on such a signal ends the process at once: whoever sends a second one does not want to wait for what the first began. */
    static void endAtOnce() {
        for (var name : List.of("TERM", "INT")) {
            Signal.handle(new Signal(name), signal -> Runtime.getRuntime().halt(EXIT_BY_SIGNAL + signal.getNumber()));
        }
    }
}
