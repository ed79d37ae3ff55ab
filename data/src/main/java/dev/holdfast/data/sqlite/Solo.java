package dev.holdfast.data.sqlite;

import dev.holdfast.Problem;
import dev.holdfast.data.sql.Session;
import java.sql.SQLException;
import java.time.Duration;

/** Serves one transaction whose code runs elsewhere: the connection is its own until it ends or its time is up. */
final class Solo {

    private final Session session;
    private final Commits commits;
    private final Duration limit;

    Solo(Session session, Commits commits, Duration limit) {
        this.session = session;
        this.commits = commits;
        this.limit = limit;
    }

    void serve(Transaction transaction) throws InterruptedException {
        if (!transaction.granted().begin()) {
            return;
        }
        try {
            commits.begin();
        } catch (SQLException failure) {
            transaction.granted().fail(failure);
            return;
        }
        transaction.granted().succeed(true);
        var reason = steps(transaction);
        var late = Problem.unavailable(reason, Duration.ofSeconds(1), null);
        transaction.steps().shut(reason).forEach(step -> step.refuse(late));
    }

    /** Returns what to tell whoever comes later. */
    private String steps(Transaction transaction) throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        while (true) {
            var step = transaction.steps().take(end);
            if (step == null) {
                commits.undo();
                return "the transaction took longer than %d s and was undone".formatted(limit.toSeconds());
            }
            if (step instanceof Step.Finish(var storing, var reply)) {
                finish(storing, reply);
                return "the transaction has ended";
            }
            if (!step(step, end)) {
                commits.undo();
                return "the transaction was undone by a failure";
            }
        }
    }

    private void finish(boolean storing, Reply<Boolean> reply) {
        var awaited = reply.begin(); // a caller that has left was told that nothing is stored
        try {
            if (storing && awaited) {
                commits.commit(1);
            } else {
                commits.untimed("ROLLBACK");
            }
            reply.succeed(true);
        } catch (SQLException failure) {
            commits.undo();
            reply.fail(failure);
        }
    }

    private boolean step(Step step, long end) {
        return switch (step) {
            case Step.Unit<?> unit -> unit(unit, end);
            case Step.Words(var words, var reply) -> words(words, reply);
            case Step.Finish _, Step.Alone _, Step.Wake _ ->
                throw new IllegalStateException("no step of a transaction");
        };
    }

    private boolean unit(Step.Unit<?> unit, long end) {
        if (!unit.reply().begin()) {
            return true;
        }
        unit.endsBy(end);
        var kept = commits.attempt(unit);
        unit.tell();
        return kept;
    }

    private boolean words(String words, Reply<Boolean> reply) {
        if (!reply.begin()) {
            return true;
        }
        try {
            session.run(words);
            reply.succeed(true);
            return true;
        } catch (SQLException failure) {
            reply.fail(failure);
            return false;
        }
    }
}
