package dev.holdfast.realtime;

/** Turns the handler of events into one that does something before, after or instead. */
@FunctionalInterface
public interface EventMiddleware {
    EventHandler around(EventHandler next);
}
