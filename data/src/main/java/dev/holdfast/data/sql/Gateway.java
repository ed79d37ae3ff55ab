package dev.holdfast.data.sql;

import java.sql.SQLException;

/** The way to the connections of a database; joins the transaction of the calling thread where there is one. */
public interface Gateway {

    /** How much a read may have to look at. */
    enum Reach {
        /** One record, through an index. */
        POINT,
        /** Any number of records. */
        SCAN
    }

    /**
     * Something to do on a connection.
     *
     * @param <R> what comes of it
     */
    @FunctionalInterface
    interface Work<R> {

        /** Does it. It may be done again from the start when the database took it back through no fault of its own. */
        R on(Session session) throws SQLException;
    }

    /** Reads. */
    <R> R read(Reach reach, Work<R> work) throws SQLException;

    /** Writes one record by one statement, and returns when it is on the disk. */
    <R> R write(Work<R> work) throws SQLException;

    /** Writes several records as one transaction, and returns when it is on the disk. */
    <R> R together(Work<R> work) throws SQLException;
}
