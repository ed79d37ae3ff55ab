package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A Socket.IO server that serves in a process of its own. */
record RealtimeServer(RealtimePeer peer, Process process, int port) implements AutoCloseable {

    private static final Duration UNTIL_SETTLED = Duration.ofSeconds(6);

    static RealtimeServer start(RealtimePeer peer, Path root) throws IOException, InterruptedException {
        var port = Running.freePort();
        var launch = peer.launch(root, port);
        var log = root.resolve("bench/target/realtime").resolve(peer.word() + ".log");
        Files.deleteIfExists(log);
        var server = new RealtimeServer(peer, Running.process(launch, log), port);
        try {
            Running.firstAnswer(server.process, port, launch.ready(), log);
            return server;
        } catch (IOException | InterruptedException failure) {
            server.close();
            throw failure;
        }
    }

    double cpuSeconds() throws IOException {
        return tree().cpuSeconds();
    }

    /** Returns the KiB that are resident once the garbage is gone. */
    double settled() throws IOException, InterruptedException {
        var collected = new ProcessBuilder(peer.collecting(process.pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (collected != 0) {
            throw new IOException(peer.word() + " could not be told to collect its garbage");
        }
        Thread.sleep(UNTIL_SETTLED);
        return tree().memory().rss() * 1024;
    }

    private ProcessTree tree() {
        return new ProcessTree(process.toHandle());
    }

    @Override
    public void close() {
        tree().kill();
    }
}
