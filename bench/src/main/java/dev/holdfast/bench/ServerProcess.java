package dev.holdfast.bench;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A peer that listens in a process of its own, started with the options of the reference backend. */
record ServerProcess(Process process, int port) implements AutoCloseable {

    private static final long PAUSE = 10_000_000;

    static ServerProcess start(Peer peer) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var command = new ArrayList<>(List.of(java, "@my-app/jvm.options"));
        var more = System.getProperty("bench.options", "");
        if (!more.isEmpty()) {
            command.addAll(List.of(more.split(" ", -1)));
        }
        var port = freePort();
        command.addAll(List.of(
                "-cp",
                System.getProperty(peer == Peer.HOLDFAST_BEFORE ? "bench.before" : "java.class.path"),
                Serve.class.getName(),
                peer.word(),
                Integer.toString(port)));
        // What is logged ends in a file, as it would in production.
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(new File("bench/target/" + peer.word() + ".log"))
                .start();
        awaitListening(process, port);
        return new ServerProcess(process, port);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListening(Process process, int port) throws IOException {
        while (process.isAlive()) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (ConnectException _) {
                LockSupport.parkNanos(PAUSE);
            }
        }
        throw new IOException("the peer has ended: " + process.info());
    }

    /** Returns the time the process has had on the processors, in user mode and in the kernel. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
