package dev.holdfast.bench;

import java.util.Arrays;
import java.util.Locale;

/** What a Socket.IO server is measured by. */
enum RealtimeWork {
    BROADCAST,
    ECHO,
    MEMORY,
    CONNECTIONS,
    POLLING;

    static RealtimeWork named(String word) {
        return Arrays.stream(values())
                .filter(work -> work.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no work " + word));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
