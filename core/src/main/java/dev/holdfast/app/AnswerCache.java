package dev.holdfast.app;

import dev.holdfast.cache.Cache;
import dev.holdfast.cache.CacheOptions;
import dev.holdfast.cache.CacheStatistics;
import dev.holdfast.cache.Evictable;
import dev.holdfast.cache.Tag;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Answers that are kept for a while, encoded, by route, path parameters and declared query; bounded in bytes, all routes together.
 *
 * <p>What must not be shared is not kept: an answer that is not 200 with JSON or bytes, that sets a cookie, varies by a header
 * field of its request, or says itself that it is not to be stored. Threading: any number of threads may call.
 */
public final class AnswerCache implements Evictable {

    private final CacheOptions<AnswerKey, KeptAnswer> options;
    private final Cache<AnswerKey, KeptAnswer> answers;

    private AnswerCache(CacheOptions<AnswerKey, KeptAnswer> options) {
        this.options = options;
        this.answers = Cache.inProcess(options);
    }

    /** A cache of so many bytes at most. */
    public static AnswerCache of(long bytes) {
        return of(bytes, System::nanoTime);
    }

    /** A cache of so many bytes at most, whose answers grow old by these nanoseconds; for tests. */
    public static AnswerCache of(long bytes, LongSupplier ticker) {
        return new AnswerCache(CacheOptions.<AnswerKey, KeptAnswer>weighing(
                        bytes,
                        (key, answer) ->
                                key.bytes() + answer.map(KeptAnswer::bytes).orElse(0L))
                .named("answers")
                .living(key -> key.keeping().lifetime())
                .tagged(key -> key.keeping().tags())
                .ticking(ticker));
    }

    /**
     * Keeps the answers of a GET route, which has to be open or name the caller in its key. The last in {@code inside(...)}: what
     * stands inside it is not asked again while the answer is kept.
     *
     * @param atMost how old an answer may be; in the last tenth of it the next one is made ahead
     * @param tags by which writers evict it
     */
    public Cached cached(Duration atMost, Tag... tags) {
        return new Cached(this, atMost, Set.of(tags), false);
    }

    @Override
    public void evict(Tag tag) {
        answers.evict(tag);
    }

    /** Returns what the cache has done so far; its weight is in bytes. */
    public CacheStatistics statistics() {
        return answers.statistics();
    }

    Cache<AnswerKey, KeptAnswer> answers() {
        return answers;
    }

    long now() {
        return options.now();
    }
}
