package dev.holdfast.data;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A copy of a whole database that was written, flushed and checked.
 *
 * @param file where it is
 * @param bytes how large it is
 * @param took how long it took
 */
public record Backup(Path file, long bytes, Duration took) {}
