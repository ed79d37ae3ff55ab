package dev.holdfast.myapp;

import dev.holdfast.testkit.Reply;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Watches the whole run of the tests for {@link Canaries}: the log at every level, both outputs, and every answer. A test during
 * which one is seen fails, and so does the class after which one is seen.
 */
public final class CanaryWatch implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final Canaries CANARIES = new Canaries();
    private static final AtomicBoolean LISTENING = new AtomicBoolean();

    /** Looks at what was said. */
    static void said(String where, String text) {
        CANARIES.said(where, text);
    }

    /** Looks at an answer that came as text. */
    static void answered(String asked, String text) {
        CANARIES.answered(asked, text);
    }

    /** Looks at an answer. */
    static void answered(String asked, Reply reply) {
        var text = new StringBuilder();
        reply.headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append('\n'));
        answered(asked, text.append('\n').append(reply.text()).toString());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (LISTENING.compareAndSet(false, true)) {
            System.setOut(overheard("the standard output", System.out));
            System.setErr(overheard("the output of errors", System.err));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        failOnSightings();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        failOnSightings();
    }

    private static PrintStream overheard(String where, PrintStream stream) {
        return new PrintStream(new Overheard(stream, line -> CANARIES.said(where, line)), true, StandardCharsets.UTF_8);
    }

    static void failOnSightings() {
        var seen = CANARIES.seen();
        if (!seen.isEmpty()) {
            throw new AssertionError("a secret got out, " + seen.size() + " times:\n" + String.join("\n", seen));
        }
    }
}
