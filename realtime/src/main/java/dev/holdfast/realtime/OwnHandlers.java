package dev.holdfast.realtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one socket alone answers; most answer nothing but what their namespace does. Threading: any number of threads. */
final class OwnHandlers {

    private volatile Map<String, EventHandler> handlers = Map.of();

    synchronized void put(String event, @Nullable EventHandler handler) {
        var all = new HashMap<>(handlers);
        if (handler == null) {
            all.remove(event);
        } else {
            all.put(Names.listened(event), handler);
        }
        handlers = Map.copyOf(all);
    }

    Optional<EventHandler> find(String event) {
        return Optional.ofNullable(handlers.get(event));
    }
}
