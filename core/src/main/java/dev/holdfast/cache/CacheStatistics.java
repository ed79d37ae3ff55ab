package dev.holdfast.cache;

/**
 * What a cache has done since it was made, and what it holds.
 *
 * @param hits how often a fresh value was there
 * @param misses how often none was there, so that the caller waited for a load
 * @param staleServed how often an old value was served while a new one was loaded
 * @param loads how often a loader was called
 * @param failures how often it failed
 * @param evictions values that had to go for want of room or because somebody evicted them
 * @param entries values held now, about
 * @param weight what they weigh, about
 */
public record CacheStatistics(
        long hits,
        long misses,
        long staleServed,
        long loads,
        long failures,
        long evictions,
        long entries,
        long weight) {}
