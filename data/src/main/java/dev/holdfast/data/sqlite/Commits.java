package dev.holdfast.data.sqlite;

import dev.holdfast.data.sql.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores pieces of work together: each in a savepoint of its own, so that one that fails leaves the others alone.
 *
 * <p>Threading: the writer's thread works, any thread reads the counters.
 */
final class Commits {

    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
    private static final long FAR = Duration.ofDays(1).toNanos();

    private final Session session;
    private final LongAdder commits = new LongAdder();
    private final LongAdder writes = new LongAdder();

    Commits(Session session) {
        this.session = session;
    }

    long commits() {
        return commits.sum();
    }

    long writes() {
        return writes.sum();
    }

    void store(List<Step.Unit<?>> waiting) {
        var units = waiting.stream().filter(unit -> unit.reply().begin()).toList();
        if (units.isEmpty()) {
            return;
        }
        if (!together(units)) {
            units.stream().filter(unit -> !unit.hasFailed()).forEach(unit -> together(List.of(unit)));
        }
        units.forEach(Step.Unit::tell);
    }

    /** Returns false where one of several took the whole transaction down with it, so the others have to be done again. */
    private boolean together(List<Step.Unit<?>> units) {
        try {
            begin();
            for (var unit : units) {
                if (!attempt(unit)) {
                    undo();
                    return units.size() == 1;
                }
            }
            end(units.stream().filter(unit -> !unit.hasFailed()).count());
        } catch (SQLException failure) {
            undo();
            units.stream().filter(unit -> !unit.hasFailed()).forEach(unit -> unit.failed(failure));
        }
        return true;
    }

    private void end(long good) throws SQLException {
        if (good == 0) {
            undo();
        } else {
            commit(good);
        }
    }

    void begin() throws SQLException {
        untimed("BEGIN IMMEDIATE");
    }

    void commit(long units) throws SQLException {
        untimed("COMMIT");
        commits.increment();
        writes.add(units);
    }

    /** Undoes the transaction where there is still one. */
    void undo() {
        try {
            untimed("ROLLBACK");
        } catch (SQLException none) {
            LOG.debug("there was no transaction to undo", none);
        }
    }

    void untimed(String words) throws SQLException {
        session.endsAt(System.nanoTime() + FAR);
        session.run(words);
    }

    /** Runs one piece of work and remembers how it went; false where the transaction is lost. */
    boolean attempt(Step.Unit<?> unit) {
        try {
            untimed("SAVEPOINT unit");
            session.endsAt(unit.end());
            unit.run(session);
        } catch (SQLException | RuntimeException | Error failure) {
            unit.failed(failure);
        }
        try {
            if (unit.hasFailed()) {
                untimed("ROLLBACK TO unit");
            }
            untimed("RELEASE unit");
            return true;
        } catch (SQLException lost) {
            if (!unit.hasFailed()) {
                unit.failed(lost);
            }
            return false;
        }
    }
}
