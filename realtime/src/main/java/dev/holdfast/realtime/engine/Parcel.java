package dev.holdfast.realtime.engine;

import java.util.List;

/**
 * Packets that go out one after the other with nothing between them.
 *
 * @param isVolatile whether it is better lost than late: a client that cannot take it at once does not get it
 * @param isPacked whether an answer that carries it may be compressed
 */
public record Parcel(List<Outgoing> parts, boolean isVolatile, boolean isPacked) {

    public Parcel {
        parts = List.copyOf(parts);
    }

    static Parcel of(Outgoing one) {
        return new Parcel(List.of(one), false, true);
    }

    /** Returns how many bytes it has. */
    public int bytes() {
        var size = 0;
        for (var part : parts) {
            size += part.size();
        }
        return size;
    }
}
