package dev.holdfast.bench;

import dev.holdfast.ops.LogSettings;
import dev.holdfast.ops.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.event.Level;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures Holdfast's Socket.IO server beside socket.io on Node.js, with the same events and by the same clients, in the same run.
 *
 * <p>For each work all servers are started and warmed up; then one at a time is asked, in turns, round after round. Arguments are
 * those of {@link RealtimePlan}.
 */
final class Realtime {

    private final RealtimePlan plan;
    private final Path root;
    private final ClientLoop clients;
    private final Progress progress;

    private Realtime(RealtimePlan plan, Path root, ClientLoop clients) {
        this.plan = plan;
        this.root = root;
        this.clients = clients;
        progress = new Progress(plan.steps());
    }

    static void main(String[] arguments) throws IOException, InterruptedException {
        var plan = plan(arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(Peers::killAll));
        Logs.start(LogSettings.of(Level.WARN, LogSettings.Format.READABLE));
        var root = Path.of("").toAbsolutePath();
        var out = root.resolve("bench/target");
        Peers.clear(Files.createDirectories(out.resolve("realtime")));
        try (var clients = new ClientLoop()) {
            var tables = new Realtime(plan, root, clients).run();
            var text = tables.stream().map(RealtimeTable::markdown).collect(Collectors.joining("\n"));
            var json = JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();
            Files.writeString(out.resolve("realtime.md"), text);
            Files.writeString(
                    out.resolve("realtime.json"),
                    json.writeValueAsString(Map.of("options", plan.options(), "tables", tables)) + "\n");
            System.out.print(text);
        }
    }

    private static RealtimePlan plan(String... arguments) {
        try {
            return RealtimePlan.of(arguments);
        } catch (IllegalArgumentException failure) {
            System.err.println("bench/run realtime: " + failure.getMessage());
            System.exit(2);
            throw failure;
        }
    }

    private List<RealtimeTable> run() throws IOException, InterruptedException {
        var tables = new ArrayList<RealtimeTable>();
        for (var work : plan.works()) {
            switch (work) {
                case BROADCAST -> {
                    for (var size : plan.clients()) {
                        tables.add(broadcast(size));
                    }
                }
                case ECHO -> tables.add(echo(plan.clients().getFirst()));
                case MEMORY -> tables.add(memory());
                case CONNECTIONS -> tables.add(setUps());
                case POLLING -> tables.add(polling());
            }
        }
        return tables;
    }

    private RealtimeTable broadcast(int size) throws IOException, InterruptedException {
        return alternate(
                "Broadcast to %,d clients over WebSocket, %d under way, %s"
                        .formatted(size, plan.delivery().underWay(), rounds()),
                DeliveryTrial.COLUMNS,
                peer -> DeliveryTrial.overWebSocket(clients, RealtimeServer.start(peer, root), size, plan.delivery()));
    }

    private RealtimeTable echo(int size) throws IOException, InterruptedException {
        return alternate(
                "The sender's own echo of %d broadcasts a second to %,d clients, %s"
                        .formatted(plan.pace(), size, rounds()),
                EchoTrial.COLUMNS,
                peer -> EchoTrial.of(clients, RealtimeServer.start(peer, root), size, plan.pace()));
    }

    private RealtimeTable memory() throws IOException, InterruptedException {
        return alternate(
                "Memory of %,d idle connections over WebSocket, %d rounds".formatted(plan.idle(), plan.rounds()),
                MemoryTrial.COLUMNS,
                peer -> new MemoryTrial(clients, peer, root, plan.idle()));
    }

    private RealtimeTable setUps() throws IOException, InterruptedException {
        return alternate(
                "Setting up %,d connections over WebSocket, again and again, %s".formatted(plan.setUps(), rounds()),
                SetUpTrial.COLUMNS,
                peer -> new SetUpTrial(clients, RealtimeServer.start(peer, root), plan.setUps()));
    }

    private RealtimeTable polling() throws IOException, InterruptedException {
        return alternate(
                "Broadcast to %,d clients that poll, %d under way, %s"
                        .formatted(plan.pollers(), plan.delivery().underWay(), rounds()),
                DeliveryTrial.COLUMNS,
                peer -> DeliveryTrial.overPolling(
                        clients, RealtimeServer.start(peer, root), plan.pollers(), plan.delivery()));
    }

    private String rounds() {
        return "%d rounds, turns of %d s".formatted(plan.rounds(), plan.turn().toSeconds());
    }

    /** Starts what a peer is asked for. */
    @FunctionalInterface
    private interface Starting {
        Trial of(RealtimePeer peer) throws IOException, InterruptedException;
    }

    private RealtimeTable alternate(String title, List<Column> columns, Starting starting)
            throws IOException, InterruptedException {
        System.err.println(title);
        var trials = new LinkedHashMap<RealtimePeer, Trial>();
        var table = new RealtimeTable(title, columns, new LinkedHashMap<>(), new ArrayList<>());
        try {
            for (var peer : plan.peers()) {
                var trial = starting.of(peer);
                trials.put(peer, trial);
                table.turns().put(peer, new ArrayList<>());
                trial.warmUp(plan.warmUp());
                progress.step(peer.word() + " is ready");
            }
            for (var round = 0; round < plan.rounds(); round++) {
                round(round, trials, table);
            }
        } finally {
            trials.values().forEach(Trial::close);
        }
        return table;
    }

    private void round(int round, Map<RealtimePeer, Trial> trials, RealtimeTable table)
            throws IOException, InterruptedException {
        var order = new ArrayList<>(trials.entrySet());
        Collections.rotate(order, round);
        for (var entry : order) {
            var machine = Machine.now();
            var figures = entry.getValue().turn(plan.turn(), (round + 0.5) / plan.rounds());
            table.others().add(Machine.now().othersSince(machine));
            table.turns().getOrDefault(entry.getKey(), List.of()).add(figures);
            tell("round " + (round + 1), entry.getKey(), table.columns(), figures);
        }
    }

    private void tell(String when, RealtimePeer peer, List<Column> columns, List<Double> figures) {
        var text = new ArrayList<String>();
        for (var at = 0; at < columns.size(); at++) {
            text.add(columns.get(at).title() + " " + columns.get(at).format().formatted(figures.get(at)));
        }
        progress.step(when + ", " + peer.word() + ": " + String.join("; ", text));
    }
}
