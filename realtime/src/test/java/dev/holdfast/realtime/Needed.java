package dev.holdfast.realtime;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What some tests need of the machine: they are skipped without it, and fail where a variable of the environment demands it. */
final class Needed {

    private Needed() {}

    static void unless(String variable, boolean isThere, String reason) {
        if ("required".equals(System.getenv(variable))) {
            assertTrue(isThere, reason);
        } else {
            assumeTrue(isThere, reason);
        }
    }

    static void program(String variable, String name) {
        unless(variable, isThere(name), "there is no " + name + " on the path");
    }

    private static boolean isThere(String name) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
