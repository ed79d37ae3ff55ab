package dev.holdfast.ops;

import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A program that logs, has two threads that fail, and ends. */
final class Child {

    static final int LINES = 5_000;

    private Child() {}

    static void main(String[] arguments) throws InterruptedException {
        Logs.start(LogSettings.of(Level.INFO, LogSettings.Format.JSON).into(Path.of(arguments[0])));
        var log = LoggerFactory.getLogger("child");
        for (var number = 0; number < LINES; number++) {
            log.info("line {}", number);
        }
        Thread.ofPlatform().name("worker").start(Child::fail).join();
        Thread.ofVirtual().start(Child::fail).join();
        log.info("the end");
        System.exit(3);
    }

    private static void fail() {
        throw new IllegalStateException("nobody catches this");
    }
}
