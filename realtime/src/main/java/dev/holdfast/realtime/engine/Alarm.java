package dev.holdfast.realtime.engine;

/**
 * Something small that is done when its time has come, unless it is called off; what has been called off is not held on to.
 *
 * <p>Threading: any thread.
 */
@FunctionalInterface
public interface Alarm {

    /** Nothing that would be done. */
    Alarm NONE = () -> {};

    /** Calls it off, where it is still to come. */
    void cancel();
}
