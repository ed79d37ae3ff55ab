package dev.holdfast.data;

import java.util.List;

/** The refusal to open a database whose migrations were not all applied. */
public final class PendingMigrations extends DatabaseFailure {

    private static final long serialVersionUID = 1;

    private final transient List<Migration> pending;
    private final boolean empty;

    /**
     * A refusal.
     *
     * @param pending what was not applied
     * @param empty whether nothing ever was, as in a new database
     */
    public PendingMigrations(List<Migration> pending, boolean empty) {
        super(said(pending, empty), null);
        this.pending = List.copyOf(pending);
        this.empty = empty;
    }

    private static String said(List<Migration> pending, boolean empty) {
        var files = pending.stream().map(each -> "\n  %s (%s)".formatted(each.file(), each.schema()));
        return (empty ? "the database is new; these migrations prepare it:" : "migrations are pending:")
                + String.join("", files.toList());
    }

    /** Returns what was not applied. */
    public List<Migration> pending() {
        return pending;
    }

    /** Says whether the database is new. */
    public boolean empty() {
        return empty;
    }
}
