package dev.holdfast.ops;

import ch.qos.logback.classic.Level;
import dev.holdfast.Exchange;
import java.util.concurrent.CountDownLatch;

/** What one thread hands over to the one that writes. */
sealed interface Entry {

    /** Something to be written as a line. */
    sealed interface Told extends Entry {

        /** Returns when it happened, in milliseconds since 1970. */
        long at();

        Level level();

        String logger();

        /** Returns about how many bytes of memory it holds while it waits. */
        long weight();
    }

    /** A request that is done. */
    record Done(long at, Level level, String logger, Exchange exchange) implements Told {

        private static final int OBJECTS = 640;

        @Override
        public long weight() {
            return OBJECTS + 2L * exchange.path().length();
        }
    }

    /**
     * Anything else.
     *
     * @param requestId the request the thread worked for; empty where there was none
     * @param stack how it came to a failure, in lines; empty where there was none
     */
    record Event(long at, Level level, String logger, String thread, String message, String requestId, String stack)
            implements Told {

        private static final int OBJECTS = 320;

        @Override
        public long weight() {
            return OBJECTS + 2L * (message.length() + stack.length());
        }
    }

    /** A mark: what came before it has been written when it is reached. */
    record Mark(CountDownLatch reached) implements Entry {}
}
