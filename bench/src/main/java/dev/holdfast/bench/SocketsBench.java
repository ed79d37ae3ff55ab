package dev.holdfast.bench;

import dev.holdfast.app.App;
import dev.holdfast.app.Limits;
import dev.holdfast.http.Body;
import dev.holdfast.http.Frame;
import dev.holdfast.http.Response;
import dev.holdfast.http.Socket;
import dev.holdfast.http.SocketListener;
import dev.holdfast.ops.LogSettings;
import dev.holdfast.ops.Logs;
import dev.holdfast.routing.Routes;
import dev.holdfast.server.Listen;
import dev.holdfast.server.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.event.Level;

/** Measures what an idle WebSocket holds, and what it takes to send one frame to all of them. */
final class SocketsBench {

    private static final int SOCKETS = 5_000;
    private static final int FIRST = 100;
    private static final int ROUNDS = 60;
    private static final int WARM_UP = 30;
    private static final int BURST = 10;
    private static final Frame FRAME = Frame.text("x".repeat(100));

    private SocketsBench() {}

    static void main(String... arguments) throws IOException, InterruptedException {
        Logs.start(LogSettings.of(Level.ERROR, LogSettings.Format.READABLE));
        var count = arguments.length == 0 ? SOCKETS : Integer.parseInt(arguments[0]);
        var opened = new ConcurrentLinkedQueue<Socket>();
        var route = Routes.get("/socket")
                .open()
                .returns(101)
                .to(_ -> Response.of(101, new Body.Upgrade(new Listener(opened), 65_536)));
        var limits = Limits.standard().connections(count + FIRST, count + FIRST);
        try (var app = App.serving(Routes.group("/", route)).within(limits).build();
                var server = Server.start(app, Listen.on("127.0.0.1", 0).draining(Duration.ZERO))) {
            measure(server.port(), count, opened);
        }
    }

    /** Knows its socket, as every listener that sends does. */
    private record Listener(Queue<Socket> opened) implements SocketListener {
        @Override
        public void opened(Socket socket) {
            opened.add(socket);
        }
    }

    private static void measure(int port, int count, Queue<Socket> opened) throws IOException, InterruptedException {
        // The first ones bring what is made once, whatever the number of sockets.
        try (var _ = new Clients(port, FIRST)) {
            await(opened, FIRST);
            opened.clear();
            var before = Held.now();
            try (var clients = new Clients(port, count)) {
                await(opened, count);
                System.out.println(Held.now().since(before, count));
                broadcast(opened, clients, 1);
                broadcast(opened, clients, BURST);
            }
        }
    }

    private static void await(Queue<Socket> opened, int count) throws InterruptedException {
        while (opened.size() < count) {
            Thread.sleep(10);
        }
    }

    private static void broadcast(Queue<Socket> sockets, Clients clients, int frames) throws IOException {
        var bytes = (long) FRAME.wire().length * sockets.size() * frames;
        var began = 0L;
        var cpu = 0L;
        var rounds = ROUNDS / frames;
        for (var round = -WARM_UP / frames; round < rounds; round++) {
            if (round == 0) {
                began = System.nanoTime();
                cpu = Held.processorTime();
            }
            for (var frame = 0; frame < frames; frame++) {
                sockets.forEach(each -> each.send(FRAME));
            }
            clients.await(bytes);
        }
        var deliveries = (double) rounds * frames * sockets.size();
        System.out.printf(
                "%d at once: %.0f deliveries/s, %.2f us of the server's processor time for each%n",
                frames,
                deliveries / ((System.nanoTime() - began) / 1e9),
                (Held.processorTime() - cpu) / 1e3 / deliveries);
    }

    /** The other ends of the sockets, in a process of their own. */
    private static final class Clients implements AutoCloseable {

        private final Process process;
        private final BufferedReader said;
        private final PrintWriter orders;

        Clients(int port, int count) throws IOException {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            process = new ProcessBuilder(
                            java,
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Listeners.class.getName(),
                            "" + port,
                            "" + count)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            said = process.inputReader(StandardCharsets.UTF_8);
            orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
            answer();
        }

        void await(long bytes) throws IOException {
            orders.println(bytes);
            answer();
        }

        private void answer() throws IOException {
            if (said.readLine() == null) {
                throw new IOException("the clients have gone");
            }
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }
}
