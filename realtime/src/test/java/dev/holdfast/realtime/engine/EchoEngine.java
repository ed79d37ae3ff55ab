package dev.holdfast.realtime.engine;

import dev.holdfast.app.App;
import dev.holdfast.app.LogTelemetry;
import dev.holdfast.server.Listen;
import dev.holdfast.server.Server;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Sends every message back as it came: what the public conformance suite of Engine.IO is run against. The argument is the port. */
final class EchoEngine {

    private EchoEngine() {}

    static EngineSettings settings() {
        return new EngineSettings(
                Duration.ofMillis(300),
                Duration.ofMillis(200),
                Duration.ofSeconds(10),
                1_000_000,
                1 << 20,
                1_000,
                32L << 20,
                1_000,
                1_000);
    }

    static Engine engine() {
        return new Engine(settings(), _ -> true, (session, _) -> new Echo(session), new LogTelemetry());
    }

    private record Echo(Session session) implements SessionListener {

        @Override
        public void text(String message) {
            send(Outgoing.text(("4" + message).getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public void binary(byte[] message) {
            send(Outgoing.binary(message));
        }

        private void send(Outgoing packet) {
            session.send(new Parcel(List.of(packet), false, true));
        }

        @Override
        public void closed(CloseReason reason) {}
    }

    static void main(String[] arguments) throws InterruptedException {
        var app = App.serving(engine().routes("/engine.io")).build();
        Server.start(app, Listen.on("::", Integer.parseInt(arguments[0]))).awaitClosed();
    }
}
