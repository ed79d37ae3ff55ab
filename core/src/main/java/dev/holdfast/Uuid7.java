package dev.holdfast;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Makes ids that sort by the time they were made (RFC 9562, version 7). Safe for any number of threads. */
public final class Uuid7 {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final int LENGTH = 36;

    private Uuid7() {}

    /**
     * Returns the id a text stands for, in its full form of 36 characters and of any version.
     *
     * @throws IllegalArgumentException where the text is none
     */
    public static UUID parse(String text) {
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("not an id: it has 36 characters");
        }
        return UUID.fromString(text);
    }

    /** Returns a new id stamped with the clock's milliseconds. */
    public static UUID at(Clock clock) {
        var random = new byte[10];
        RANDOM.nextBytes(random);
        var high = (clock.millis() << 16) | 0x7000L | ((random[0] & 0x0FL) << 8) | (random[1] & 0xFFL);
        var low = 0L;
        for (var index = 2; index < random.length; index++) {
            low = (low << 8) | (random[index] & 0xFFL);
        }
        return new UUID(high, (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }
}
