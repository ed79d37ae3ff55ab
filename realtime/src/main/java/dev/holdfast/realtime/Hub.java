package dev.holdfast.realtime;

import dev.holdfast.Telemetry;
import dev.holdfast.json.Binding;
import dev.holdfast.json.Json;
import dev.holdfast.limit.Limit;
import dev.holdfast.realtime.engine.Alarm;
import dev.holdfast.realtime.packet.Encoder;
import dev.holdfast.realtime.packet.PacketMemory;
import java.time.Duration;
import java.util.Optional;

/** What every socket of a server works with. */
record Hub(
        RealtimeLimits limits,
        Json json,
        Binding binding,
        Encoder encoder,
        PacketMemory memory,
        Callers callers,
        Telemetry telemetry,
        Timer timer,
        Limit perUser,
        Optional<Duration> recovering,
        Adapter.Maker adapters) {

    /** Does something small later. */
    @FunctionalInterface
    interface Timer {
        Alarm later(Duration time, Runnable work);
    }
}
