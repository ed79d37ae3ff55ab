package dev.holdfast.config;

import java.util.List;

/** A configuration that cannot be used; the message lists everything that is wrong with it, a line each. */
public final class BadConfig extends RuntimeException {

    private final transient List<String> faults;

    /** A configuration with these faults. */
    public BadConfig(List<String> faults) {
        super("the configuration has " + (faults.size() == 1 ? "a fault" : faults.size() + " faults") + ":\n  "
                + String.join("\n  ", faults));
        this.faults = List.copyOf(faults);
    }

    /** Returns each fault, beginning with its key. */
    public List<String> faults() {
        return faults;
    }
}
