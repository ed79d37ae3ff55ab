package dev.holdfast.bench;

import java.util.Arrays;
import java.util.Locale;

/** What the backends are asked to do. */
enum Work {
    /** A small JSON answer made up on the spot, open to everybody. */
    JSON("a JSON route"),
    /** A signed-in user by id: the token is verified, its user loaded, and then the user who was asked for. */
    USER("a signed-in user by id");

    /** Where every backend has its JSON route. */
    static final String EXAMPLE = "/api/v1/examples/7";

    private final String title;

    Work(String title) {
        this.title = title;
    }

    static Work named(String name) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no work " + name));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }
}
