package dev.holdfast.data;

/**
 * What a database can do, for code that has a choice.
 *
 * @param product the name of the database
 * @param version its version
 * @param transactions whether several writes can be one
 * @param savepoints whether a transaction goes on after a write that was refused, and a part of it can be undone
 * @param references whether it refuses a reference to a record that is not there
 * @param severalProcesses whether more than one process may have it open
 */
public record Capabilities(
        String product,
        String version,
        boolean transactions,
        boolean savepoints,
        boolean references,
        boolean severalProcesses) {}
