package dev.holdfast.bench;

import java.util.Locale;

/** Who is put under load. */
enum Peer {
    /** Netty's codec and one handler on the event loop, which writes the answer as JSON. */
    NETTY,
    /** The same with the body made beforehand: what Netty costs with nothing to do. */
    NETTY_READY,
    /** Netty with a virtual thread for each request: what that alone costs. */
    NETTY_THREADS,
    /** Holdfast, telling nobody, as the others do. */
    HOLDFAST,
    /** Holdfast of another build. */
    HOLDFAST_BEFORE,
    /** Holdfast as it comes, with a line in the log for each request. */
    HOLDFAST_LOGGING;

    static Peer named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
