package dev.holdfast.data;

/**
 * What a database has done since it was opened, and what it is doing now.
 *
 * @param commits transactions that were stored
 * @param writes units of work those held: more than commits when several were stored at once
 * @param queued units of work that wait for the writer
 * @param reading readers at work
 * @param readers readers there are
 */
public record Statistics(long commits, long writes, int queued, int reading, int readers) {}
