package dev.holdfast.cache;

import dev.holdfast.Telemetry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongBiFunction;

/** How a cache keeps its values. Immutable: each method returns changed options. */
public final class CacheOptions<K, V> {

    private final long most;
    private final ToLongBiFunction<? super K, ? super Optional<V>> weigher;
    private String name = "values";
    private Function<? super K, Lifetime> lifetime = _ -> Lifetime.of(Duration.ofMinutes(1));
    private Function<? super K, Set<Tag>> tags = _ -> Set.of();
    private Duration loadTime = Duration.ofSeconds(30);
    private Telemetry telemetry = new FailureLog();
    private LongSupplier ticker = System::nanoTime;

    private CacheOptions(long most, ToLongBiFunction<? super K, ? super Optional<V>> weigher) {
        if (most < 1) {
            throw new IllegalArgumentException("a cache has room for something");
        }
        this.most = most;
        this.weigher = weigher;
    }

    private CacheOptions(CacheOptions<K, V> from) {
        this(from.most, from.weigher);
        name = from.name;
        lifetime = from.lifetime;
        tags = from.tags;
        loadTime = from.loadTime;
        telemetry = from.telemetry;
        ticker = from.ticker;
    }

    /** Options of a cache that holds so many values at most, those that count as absent included. */
    public static <K, V> CacheOptions<K, V> entries(long most) {
        return new CacheOptions<>(most, (_, _) -> 1);
    }

    /** Options of a cache whose values together with their keys weigh so much at most, in bytes or in whatever the weigher counts. */
    public static <K, V> CacheOptions<K, V> weighing(
            long most, ToLongBiFunction<? super K, ? super Optional<V>> weigher) {
        return new CacheOptions<>(most, weigher);
    }

    /** What the cache is called in logs; {@code values} unless told. */
    public CacheOptions<K, V> named(String other) {
        var changed = new CacheOptions<>(this);
        changed.name = other;
        return changed;
    }

    /** How long a value is kept; a minute unless told. */
    public CacheOptions<K, V> living(Lifetime time) {
        return living(_ -> time);
    }

    /** How long the value of each key is kept. */
    public CacheOptions<K, V> living(Function<? super K, Lifetime> time) {
        var changed = new CacheOptions<>(this);
        changed.lifetime = time;
        return changed;
    }

    /** The tags of each key, always the same for one key; none unless told. Asked often, so it must be quick. */
    public CacheOptions<K, V> tagged(Function<? super K, Set<Tag>> by) {
        var changed = new CacheOptions<>(this);
        changed.tags = by;
        return changed;
    }

    /** How long a load may take: it is its deadline, and it is interrupted after that. 30 s unless told. */
    public CacheOptions<K, V> loadingWithin(Duration time) {
        if (time.toMillis() < 1) {
            throw new IllegalArgumentException("a load takes time");
        }
        var changed = new CacheOptions<>(this);
        changed.loadTime = time;
        return changed;
    }

    /** Who hears of loads that fail while nobody waits for them; the log unless told. */
    public CacheOptions<K, V> tellingTo(Telemetry other) {
        var changed = new CacheOptions<>(this);
        changed.telemetry = other;
        return changed;
    }

    /** What counts the nanoseconds by which values grow old; the system's unless told. */
    public CacheOptions<K, V> ticking(LongSupplier nanos) {
        var changed = new CacheOptions<>(this);
        changed.ticker = nanos;
        return changed;
    }

    public long most() {
        return most;
    }

    /** Returns what a value weighs together with its key. */
    public long weigh(K key, Optional<V> value) {
        return weigher.applyAsLong(key, value);
    }

    public String name() {
        return name;
    }

    public Lifetime lifetime(K key) {
        return lifetime.apply(key);
    }

    public Set<Tag> tags(K key) {
        return tags.apply(key);
    }

    public Duration loadTime() {
        return loadTime;
    }

    public Telemetry telemetry() {
        return telemetry;
    }

    /** Returns the nanoseconds now, by which values grow old. */
    public long now() {
        return ticker.getAsLong();
    }
}
