package dev.holdfast.realtime;

import dev.holdfast.realtime.packet.Packet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names a program gives to events, namespaces and rooms. */
final class Names {

    private static final int LONGEST = RealtimeLimits.standard().longestName();

    private Names() {}

    /** Returns an event as the list that it is on the wire. */
    static List<@Nullable Object> event(String name, @Nullable Object... values) {
        listened(name);
        var all = new ArrayList<@Nullable Object>(values.length + 1);
        all.add(name);
        all.addAll(Arrays.asList(values));
        return Collections.unmodifiableList(all);
    }

    /** Refuses what nobody can send. */
    static String listened(String name) {
        if (Packet.RESERVED.contains(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is Socket.IO's own event");
        }
        return name;
    }

    static Set<String> rooms(String... names) {
        for (var name : names) {
            if (name.isEmpty() || name.length() > LONGEST) {
                throw new IllegalArgumentException("the name of a room has 1 to " + LONGEST + " characters");
            }
        }
        return Set.copyOf(Arrays.asList(names));
    }

    static String namespace(String name) {
        var whole = name.startsWith("/") ? name : "/" + name;
        if (whole.length() > LONGEST || whole.indexOf(',') >= 0) {
            throw new IllegalArgumentException(
                    "the name of a namespace has at most " + LONGEST + " characters, none of which is a comma");
        }
        return whole;
    }
}
