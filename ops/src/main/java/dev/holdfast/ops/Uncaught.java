package dev.holdfast.ops;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log of what ended a thread. */
final class Uncaught implements Thread.UncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.failure");

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        LOG.error("thread {} failed", thread.getName().isEmpty() ? thread : thread.getName(), failure);
    }
}
