package dev.holdfast.cache;

import dev.holdfast.Exchange;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Keeps values on a shelf and the loads under way beside it, so that no loader ever runs under a lock.
 *
 * <p>What is kept for a key and what is loaded for it change together, inside one step of the map of flights: whoever evicts a key
 * takes its flight away, and a flight that was taken away leaves nothing on the shelf.
 */
final class InProcessCache<K, V> implements Cache<K, V> {

    private final CacheOptions<K, V> options;
    private final Counters counters = new Counters();
    private final Shelf<K, V> shelf;
    private final ConcurrentMap<K, Flight<V>> flights = new ConcurrentHashMap<>();

    InProcessCache(CacheOptions<K, V> options) {
        this.options = options;
        this.shelf = new Shelf<>(options, counters);
    }

    @Override
    public <X extends Exception> Optional<V> find(K key, Loader<? super K, Optional<V>, X> loader) throws X {
        var started = System.nanoTime();
        var entry = shelf.kept(key);
        if (entry == null) {
            return loaded(key, loader, started);
        }
        if (entry.isFresh(options.now())) {
            counters.hits.increment();
        } else {
            counters.staleServed.increment();
            if (entry.isToRetry(options.now())) {
                refresh(key, loader);
            }
        }
        Exchange.spent(Exchange.Part.CACHE, System.nanoTime() - started);
        return entry.value();
    }

    private <X extends Exception> Optional<V> loaded(K key, Loader<? super K, Optional<V>, X> loader, long started)
            throws X {
        var own = flight();
        var flight = board(key, own);
        flight.join();
        counters.misses.increment();
        if (flight == own) {
            begin(key, own, () -> loader.load(key), current());
        }
        try {
            return flight.<X>await();
        } finally {
            Exchange.spent(Exchange.Part.CACHE, Math.max(0, System.nanoTime() - started - own.nanos()));
        }
    }

    private static Optional<Exchange> current() {
        return Exchange.CURRENT.isBound() ? Optional.of(Exchange.CURRENT.get()) : Optional.empty();
    }

    private Flight<V> flight() {
        return new Flight<>(options.name(), shelf.evictions(), options.loadTime());
    }

    /** Returns the flight that is under way already, or the given one; where the value has come meanwhile, that one has it. */
    private Flight<V> board(K key, Flight<V> own) {
        var flight = flights.compute(key, (_, other) -> {
            if (other != null && shelf.spares(key, other.since())) {
                return other;
            }
            var entry = shelf.kept(key);
            if (entry != null) {
                own.arrive(entry.value());
                return null;
            }
            return own;
        });
        return flight == null ? own : flight;
    }

    private <X extends Exception> void refresh(K key, Loader<? super K, Optional<V>, X> loader) {
        var own = flight();
        if (flights.computeIfAbsent(key, _ -> shelf.isToRefresh(key) ? own : null) == own) {
            begin(key, own, () -> loader.load(key), Optional.empty());
        }
    }

    private void begin(K key, Flight<V> flight, Callable<Optional<V>> load, Optional<Exchange> exchange) {
        if (!flight.isOver()) {
            counters.loads.increment();
            flight.begin(load, exchange, new Flight.Landing<>() {
                @Override
                public void succeeded(Optional<V> value) {
                    land(key, flight, () -> shelf.keep(key, value, flight.since()));
                }

                @Override
                public void failed(Throwable failure) {
                    counters.failures.increment();
                    land(key, flight, () -> shelf.retryLater(key));
                    if (!flight.isAwaited()) {
                        options.telemetry().failed("loading " + options.name(), failure);
                    }
                }
            });
        }
    }

    private void land(K key, Flight<V> flight, Runnable leave) {
        flights.computeIfPresent(key, (_, current) -> {
            if (current != flight) {
                return current;
            }
            leave.run();
            return null;
        });
    }

    @Override
    public void evict(K key) {
        flights.compute(key, (_, _) -> {
            shelf.drop(key);
            return null;
        });
    }

    @Override
    public void evict(Tag tag) {
        shelf.evict(tag);
    }

    @Override
    public void evictAll() {
        shelf.evictAll();
    }

    @Override
    public CacheStatistics statistics() {
        return shelf.statistics();
    }
}
