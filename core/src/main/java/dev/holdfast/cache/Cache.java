package dev.holdfast.cache;

import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Values by key, kept for a while and loaded when they are not there.
 *
 * <p>Of many callers who ask for one key that is not there, one sets the load going and all wait for it, each until its own
 * deadline; whoever stops waiting does not stop the load. A load that fails is not kept, and everybody who waits hears of it. What is
 * evicted while it is loaded goes to those who wait already, and to nobody else. Time that is not the load's own is added to
 * {@link dev.holdfast.Exchange.Part#CACHE}.
 *
 * <p>Values are shared and must not change. Threading: any number of threads may call; virtual threads are meant to.
 *
 * @param <K> immutable, with equality of its own
 * @param <V> immutable
 */
public interface Cache<K, V> extends Evictable {

    /** A cache in the memory of this process. */
    static <K, V> Cache<K, V> inProcess(CacheOptions<K, V> options) {
        return new InProcessCache<>(options);
    }

    /**
     * Returns the value of a key; that there is none is remembered too.
     *
     * @throws X what the loader throws, for everybody who waited for it
     * @throws dev.holdfast.Problem of kind unavailable where the caller's deadline, or the time a load may take, is over
     * @throws IllegalStateException where a load waits for its own result, on whatever way around
     */
    <X extends Exception> Optional<V> find(K key, Loader<? super K, Optional<V>, X> loader) throws X;

    /**
     * Returns the value of a key that has one.
     *
     * @throws X what the loader throws, for everybody who waited for it
     * @throws NoSuchElementException where {@link #find} was used for the same key and found nothing
     */
    default <X extends Exception> V get(K key, Loader<? super K, ? extends V, X> loader) throws X {
        return this.<X>find(key, wanted -> Optional.of(loader.load(wanted)))
                .orElseThrow(() -> new NoSuchElementException("it is remembered that there is nothing"));
    }

    /** Lets nobody have the kept value of the key, nor the one that is being loaded. Call it after what was written is stored. */
    void evict(K key);

    /** The same for every key. */
    void evictAll();

    /** Returns what the cache has done so far. */
    CacheStatistics statistics();
}
