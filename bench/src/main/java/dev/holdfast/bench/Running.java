package dev.holdfast.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * A backend that serves.
 *
 * @param toFirstAnswer from the start of its process to the first 200
 * @param log what it writes to its output
 */
record Running(Backend backend, Process process, int port, Duration toFirstAnswer, Path log) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int A_MOMENT = 2;

    static Running start(Site site, Backend backend, Work work) throws IOException, InterruptedException {
        var port = freePort();
        var launch = site.launch(backend, work, port);
        var log = site.out().resolve(backend.word() + ".log");
        Files.deleteIfExists(log);
        var process = process(launch, log);
        try {
            var took = firstAnswer(process, port, launch.ready(), log);
            return new Running(backend, process, port, took, log);
        } catch (IOException | InterruptedException failure) {
            new ProcessTree(process.toHandle()).kill();
            throw failure;
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Nothing of our own environment may change what a backend does, but for where programs are found. */
    static Process process(Launch launch, Path log) throws IOException {
        var builder = new ProcessBuilder(launch.command())
                .directory(launch.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().retainAll(Set.of("PATH", "HOME", "LANG"));
        builder.environment().putAll(launch.variables());
        return builder.start();
    }

    static Duration firstAnswer(Process process, int port, String target, Path log)
            throws IOException, InterruptedException {
        var started = System.nanoTime();
        while (!answers(port, target)) {
            var passed = Duration.ofNanos(System.nanoTime() - started);
            if (!process.isAlive() || passed.compareTo(PATIENCE) > 0) {
                throw new IOException("nobody serves after " + passed.toMillis() + " ms; see " + log);
            }
            Thread.sleep(A_MOMENT);
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static boolean answers(int port, String target) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout((int) PATIENCE.toMillis());
            var request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var begin = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(begin, StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (IOException _) {
            return false;
        }
    }

    ProcessTree tree() {
        return new ProcessTree(process.toHandle());
    }

    String url(String target) {
        return "http://127.0.0.1:" + port + target;
    }

    /** Forgets what was logged, which nobody reads: it fills the disk otherwise. */
    void emptyLog() throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(0);
        }
    }

    @Override
    public void close() {
        tree().kill();
    }
}
