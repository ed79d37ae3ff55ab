package dev.holdfast.data.sqlite;

import dev.holdfast.data.sql.Gateway.Work;
import dev.holdfast.data.sql.Session;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Something for the writer to do. */
sealed interface Step {

    /** Hears that it will never be done. */
    void refuse(Throwable reason);

    /**
     * One piece of work and what became of it, told to the caller when that is final.
     *
     * @param <R> what comes of it
     */
    final class Unit<R> implements Step {

        private final Work<R> work;
        private long end;
        private final Reply<R> reply = new Reply<>();
        private @Nullable R value;
        private @Nullable Throwable failure;

        /** Work that has to be done by the end, in terms of {@link System#nanoTime}. */
        Unit(Work<R> work, long end) {
            this.work = work;
            this.end = end;
        }

        Reply<R> reply() {
            return reply;
        }

        long end() {
            return end;
        }

        /** Brings the end forward. */
        void endsBy(long latest) {
            end = end - latest > 0 ? latest : end;
        }

        /** Does the work, and remembers what came of it. */
        void run(Session session) throws SQLException {
            value = work.on(session);
        }

        void failed(Throwable what) {
            failure = what;
        }

        boolean hasFailed() {
            return failure != null;
        }

        /** Tells the caller. */
        @SuppressWarnings("NullAway") // a value of the type the caller asked for, which may well be a null
        void tell() {
            if (failure == null) {
                reply.succeed(value);
            } else {
                reply.fail(failure);
            }
        }

        @Override
        public void refuse(Throwable reason) {
            reply.fail(reason);
        }
    }

    /** Fixed words of the language, run within a transaction. */
    record Words(String words, Reply<Boolean> reply) implements Step {
        @Override
        public void refuse(Throwable reason) {
            reply.fail(reason);
        }
    }

    /** The end of a transaction: stored, or undone. */
    record Finish(boolean storing, Reply<Boolean> reply) implements Step {
        @Override
        public void refuse(Throwable reason) {
            reply.fail(reason);
        }
    }

    /** A transaction that has the connection for itself for a while. */
    record Alone(Transaction transaction) implements Step {
        @Override
        public void refuse(Throwable reason) {
            transaction.granted().fail(reason);
        }
    }

    /** A reason to look up. */
    record Wake() implements Step {
        @Override
        public void refuse(Throwable reason) {
            // nobody waits for it
        }
    }
}
