package dev.holdfast.realtime;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the sender of an event is told, where it asked to be.
 *
 * @param values the arguments of its callback
 * @param isTold whether it is told at all; else it waits until its time is up
 */
public record Ack(List<@Nullable Object> values, boolean isTold) {

    private static final String SUCCESS = "success";

    /** The house's envelope around data, as an answer over HTTP has it. */
    record Envelope(String status, Object data) {}

    /** The house's envelope around nothing. */
    record Plain(String status) {}

    /** {@code {"status":"success"}}. */
    public static Ack ok() {
        return of(new Plain(SUCCESS));
    }

    /** {@code {"status":"success","data":...}} with the record's own fields. */
    public static Ack ok(Object data) {
        return of(new Envelope(SUCCESS, data));
    }

    /** {@code {"status":"success","data":{name:...}}} with one named thing. */
    public static Ack ok(String name, Object thing) {
        return ok(Map.of(name, thing));
    }

    /** Nothing, as where nobody had heard the event: a client that sends again until it is told will do so. */
    public static Ack none() {
        return new Ack(List.of(), false);
    }

    /** Any values, as they are. */
    public static Ack of(@Nullable Object... values) {
        return new Ack(Arrays.asList(values), true);
    }
}
