package dev.holdfast.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values that are kept, in Caffeine: bounded, and each until its end. */
final class Shelf<K, V> {

    private static final long RETRY_PAUSE = Duration.ofSeconds(1).toNanos();

    private final CacheOptions<K, V> options;
    private final Counters counters;
    private final Evictions evictions = new Evictions();
    private final com.github.benmanes.caffeine.cache.Cache<K, Entry<V>> entries;

    Shelf(CacheOptions<K, V> options, Counters counters) {
        this.options = options;
        this.counters = counters;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(options.most())
                .<K, Entry<V>>weigher((key, entry) -> weight(key, entry.value()))
                .expireAfter(Expiry.<K, Entry<V>>writing((_, entry) -> left(entry)))
                .ticker(options::now)
                .executor(Runnable::run)
                .evictionListener((_, _, cause) -> count(cause))
                .build();
    }

    /** Caffeine keeps what weighs nothing for ever. */
    private int weight(K key, Optional<V> value) {
        return Math.clamp(options.weigh(key, value), 1, Integer.MAX_VALUE);
    }

    private Duration left(Entry<V> entry) {
        return Duration.ofNanos(Math.max(1, entry.end() - options.now()));
    }

    private void count(RemovalCause cause) {
        if (cause == RemovalCause.SIZE) {
            counters.evictions.increment();
        }
    }

    /** Returns the entry of the key where it may be served. */
    @Nullable Entry<V> kept(K key) {
        var entry = entries.getIfPresent(key);
        if (entry == null) {
            return null;
        }
        if (!spares(key, entry.since())) {
            dropAsOldAs(key, entry.since());
            return null;
        }
        return entry;
    }

    /** Says whether the value of the key is served still and the next one is to be loaded. */
    boolean isToRefresh(K key) {
        var entry = kept(key);
        return entry != null && !entry.isFresh(options.now()) && entry.isToRetry(options.now());
    }

    /** Keeps a value whose load began after so many evictions, unless it was evicted meanwhile. */
    void keep(K key, Optional<V> value, long since) {
        if (spares(key, since)) {
            entries.put(key, Entry.of(value, since, options.lifetime(key), options.now()));
        }
    }

    /** Notes that the next value could not be loaded: not every caller shall try again. */
    void retryLater(K key) {
        entries.asMap().computeIfPresent(key, (_, entry) -> entry.retriedAt(options.now() + RETRY_PAUSE));
    }

    /** Says whether nobody has evicted what was begun for the key after so many evictions. */
    boolean spares(K key, long since) {
        return evictions.spare(since, options.tags(key));
    }

    void drop(K key) {
        if (entries.asMap().remove(key) != null) {
            counters.evictions.increment();
        }
    }

    private void dropAsOldAs(K key, long since) {
        entries.asMap().computeIfPresent(key, (_, entry) -> {
            if (entry.since() > since) {
                return entry;
            }
            counters.evictions.increment();
            return null;
        });
    }

    void evict(Tag tag) {
        evictions.add(tag);
    }

    void evictAll() {
        evictions.addAll();
        counters.evictions.add(entries.estimatedSize());
        entries.invalidateAll();
    }

    long evictions() {
        return evictions.count();
    }

    CacheStatistics statistics() {
        entries.cleanUp();
        var weight = entries.policy()
                .eviction()
                .flatMap(eviction -> eviction.weightedSize().stream().boxed().findFirst());
        return counters.with(entries.estimatedSize(), weight.orElse(0L));
    }
}
