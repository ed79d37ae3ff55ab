package dev.holdfast.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A peer that listens in a process of its own, started with the options of the reference backend. */
record ServerProcess(Process process, int port) implements AutoCloseable {

    static ServerProcess start(Peer peer) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var command = new ArrayList<>(List.of(java, "@my-app/jvm.options"));
        var more = System.getProperty("bench.options", "");
        if (!more.isEmpty()) {
            command.addAll(List.of(more.split(" ", -1)));
        }
        command.addAll(List.of(
                "-Dlogback.configurationFile=bench/logback.xml",
                "-cp",
                System.getProperty(peer == Peer.HOLDFAST_BEFORE ? "bench.before" : "java.class.path"),
                Serve.class.getName(),
                peer.word()));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ServerProcess(process, Integer.parseInt(process.inputReader().readLine()));
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
