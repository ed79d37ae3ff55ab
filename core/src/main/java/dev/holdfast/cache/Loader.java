package dev.holdfast.cache;

/**
 * Makes the value of a key that is not kept. It runs on a virtual thread of its own and may block it and ask any cache; of the
 * caller's scope only the exchange is there.
 *
 * @param <X> what it throws
 */
@FunctionalInterface
public interface Loader<K, V, X extends Exception> {

    /** Returns the value within the current deadline. */
    V load(K key) throws X;
}
