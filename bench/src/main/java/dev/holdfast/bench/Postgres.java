package dev.holdfast.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** PostgreSQL for one run, with a database for each backend over it, all of them tuned alike. */
record Postgres(Process process, int port) implements AutoCloseable {

    static final String USER = "peer";

    private static final List<String> DATABASES = List.of("express", "spring");
    private static final List<String> TUNING =
            List.of("shared_buffers=256MB", "max_connections=100", "jit=off", "random_page_cost=1.1");
    private static final String NOBODY = "65534";
    private static final int PATIENCE = 200;
    private static final int A_MOMENT = 50;

    /** Starts one on binaries that lie in a folder already; its data lie there too, and only as long as it runs. */
    static Postgres start(Path folder, Path schema) throws IOException, InterruptedException {
        var data = folder.resolve("data");
        var log = folder.resolve("postgres.log");
        Files.deleteIfExists(log);
        clear(data);
        var initdb = folder.resolve("bin/initdb").toString();
        finish(command(initdb, "-D", data.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C"), log, "");
        for (var name : DATABASES) {
            single(folder, "postgres", "CREATE DATABASE " + name, log);
            single(folder, name, withoutComments(schema), log);
        }
        single(folder, "postgres", "CREATE DATABASE holdfast", log);
        var port = Running.freePort();
        var command = command(folder.resolve("bin/postgres").toString(), "-D", data.toString(), "-p", "" + port);
        TUNING.forEach(setting -> command.addAll(List.of("-c", setting)));
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        var process = builder(command, log).start();
        awaitReady(process, log);
        return new Postgres(process, port);
    }

    ProcessTree tree() {
        return new ProcessTree(process.toHandle());
    }

    /** PostgreSQL refuses to run as root. */
    private static List<String> command(String... words) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"));
        }
        command.addAll(List.of(words));
        return command;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void clear(Path data) throws IOException, InterruptedException {
        run(List.of("rm", "-rf", data.toString()));
        Files.createDirectories(data);
        if (isRoot()) {
            run(List.of("chown", NOBODY + ":" + NOBODY, data.toString()));
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    /** Runs statements in a server for that alone, which reads one from each line. */
    private static void single(Path folder, String database, String statement, Path log)
            throws IOException, InterruptedException {
        var postgres = folder.resolve("bin/postgres").toString();
        finish(command(postgres, "--single", "-D", folder.resolve("data").toString(), database), log, statement + "\n");
    }

    private static String withoutComments(Path schema) throws IOException {
        return Files.readString(schema)
                .replaceAll("--.*", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static void finish(List<String> command, Path log, String input) throws IOException, InterruptedException {
        var process = builder(command, log).start();
        try (var out = process.outputWriter(StandardCharsets.UTF_8)) {
            out.write(input);
        }
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed; see " + log);
        }
    }

    private static ProcessBuilder builder(List<String> command, Path log) {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    private static void awaitReady(Process process, Path log) throws IOException, InterruptedException {
        for (var at = 0; at < PATIENCE && process.isAlive(); at++) {
            if (Files.readString(log).contains("ready to accept connections")) {
                return;
            }
            Thread.sleep(A_MOMENT);
        }
        process.destroyForcibly();
        throw new IOException("PostgreSQL does not start; see " + log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                tree().kill();
            }
        } catch (InterruptedException _) {
            tree().kill();
        }
    }
}
