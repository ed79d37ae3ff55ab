package dev.holdfast.realtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder in which Node finds the official JavaScript client, in the version of the lock. */
final class NodeFolder {

    private static final Logger LOG = LoggerFactory.getLogger(NodeFolder.class);
    private static final Path SOURCE = Path.of("src/test/node");
    private static final String LOCK = "package-lock.json";
    private static final String VARIABLE = "HOLDFAST_NODE";

    private final Path folder;

    private NodeFolder(Path folder) {
        this.folder = folder;
    }

    /** Returns the folder, filled where it is not yet; skips the test where there is no Node, or no client to be had. */
    static NodeFolder filled() throws Exception {
        Needed.program(VARIABLE, "node");
        Needed.program(VARIABLE, "npm");
        var lock = Files.readAllBytes(SOURCE.resolve(LOCK));
        var folder = Path.of("target", "node-" + digest(lock));
        if (!Files.exists(folder.resolve("filled"))) {
            fill(folder);
        }
        for (var file : List.of("clients.mjs", "page.html", "page.js")) {
            Files.copy(SOURCE.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        return new NodeFolder(folder);
    }

    private static void fill(Path folder) throws Exception {
        Files.createDirectories(folder);
        for (var file : List.of("package.json", LOCK)) {
            Files.copy(SOURCE.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        LOG.info("fetching the official JavaScript client: npm ci in {}", folder);
        var output = run(folder, Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        Needed.unless(VARIABLE, output.code() == 0, "npm ci fetches no client: " + output.text());
        Files.createFile(folder.resolve("filled"));
    }

    private static String digest(byte[] bytes) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        return HexFormat.of().formatHex(digest, 0, 8);
    }

    /** What a process has written, to either of its outputs, and how it ended. */
    record Output(String text, int code) {}

    /** Runs a program of the folder by Node. */
    Output node(String program, Map<String, String> environment) throws IOException, InterruptedException {
        return run(folder, environment, "node", program);
    }

    private static Output run(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        CompletableFuture.delayedExecutor(4, TimeUnit.MINUTES).execute(process::destroyForcibly);
        try {
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(10, TimeUnit.SECONDS);
            return new Output(text, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }
}
