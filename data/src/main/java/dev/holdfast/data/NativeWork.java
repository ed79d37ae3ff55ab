package dev.holdfast.data;

/**
 * Work with the types of a driver.
 *
 * @param <N> the driver's way to the database
 * @param <R> what comes of it
 */
@FunctionalInterface
public interface NativeWork<N, R> {

    /** Does it. It may be done again from the start when the database took it back through no fault of its own. */
    R with(N driver) throws Exception;
}
