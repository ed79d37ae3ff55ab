package dev.holdfast.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketListener;
import io.github.bucket4j.MathType;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LockFreeBucket;
import java.util.List;
import java.util.function.LongSupplier;

/** Buckets in the memory of this process, one for each key; a key that has not asked for as long as its quota lasts is forgotten. */
final class LocalQuotas implements QuotaStore {

    static final int KEYS = 100_000;

    private final int keys;
    private final LongSupplier nanos;

    LocalQuotas(int keys, LongSupplier nanos) {
        this.keys = keys;
        this.nanos = nanos;
    }

    @Override
    public Counter counter(String limit, Quota quota) {
        var configuration = new BucketConfiguration(List.of(Bandwidth.builder()
                .capacity(quota.requests())
                .refillIntervally(quota.requests(), quota.per())
                .build()));
        var time = new NanoTime(nanos);
        LoadingCache<Key, Bucket> buckets = Caffeine.newBuilder()
                .maximumSize(keys)
                .expireAfterAccess(quota.per())
                .ticker(nanos::getAsLong)
                // Whoever adds a key does the work of forgetting another: the table never runs ahead of its bound.
                .executor(Runnable::run)
                .build(_ -> new LockFreeBucket(configuration, MathType.INTEGER_64_BITS, time, BucketListener.NOPE));
        return key -> take(buckets.get(key));
    }

    private static Taken take(Bucket bucket) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Taken(probe.isConsumed(), probe.getRemainingTokens(), probe.getNanosToWaitForReset());
    }

    private record NanoTime(LongSupplier nanos) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
