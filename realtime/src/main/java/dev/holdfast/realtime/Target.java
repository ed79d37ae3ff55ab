package dev.holdfast.realtime;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom something is for, and how it goes there.
 *
 * @param rooms whose sockets; everybody's where there are none
 * @param except whose sockets not
 * @param isVolatile whether it is better lost than late
 * @param isPacked whether it may be compressed
 * @param isLocal whether it stays on this server
 */
public record Target(Set<String> rooms, Set<String> except, boolean isVolatile, boolean isPacked, boolean isLocal) {

    /** Everybody. */
    static final Target ALL = new Target(Set.of(), Set.of(), false, true, false);

    public Target {
        rooms = Set.copyOf(rooms);
        except = Set.copyOf(except);
    }

    Target and(String... more) {
        return new Target(with(rooms, more), except, isVolatile, isPacked, isLocal);
    }

    Target without(String... more) {
        return new Target(rooms, with(except, more), isVolatile, isPacked, isLocal);
    }

    Target asVolatile() {
        return new Target(rooms, except, true, isPacked, isLocal);
    }

    Target unpacked() {
        return new Target(rooms, except, isVolatile, false, isLocal);
    }

    Target local() {
        return new Target(rooms, except, isVolatile, isPacked, true);
    }

    private static Set<String> with(Set<String> set, String... more) {
        if (set.isEmpty() && more.length == 1) {
            return Set.of(more[0]);
        }
        var all = new HashSet<>(set);
        all.addAll(List.of(more));
        return all;
    }
}
