package dev.holdfast.myapp;

import dev.holdfast.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The program as a process of its own, in a folder of its own, as an operator runs it. */
final class Program implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("listening on .*, port (\\d+)");
    private static final String END = "(the end)";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final StringBuilder said = new StringBuilder();
    private final Semaphore ear = new Semaphore(1);
    private int port;

    private Program(Process process) {
        this.process = process;
        Thread.startVirtualThread(this::listen);
    }

    /** Reads what the program says while the test does other things. */
    private void listen() {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                ear.acquire();
                ear.release();
                CanaryWatch.said("a program", line);
                lines.add(line);
            }
        } catch (IOException | InterruptedException _) {
            // The process was ended from outside, and its pipe with it.
        } finally {
            lines.add(END);
        }
    }

    static Program start(Path folder, Map<String, String> variables, String... arguments) throws IOException {
        return start(folder, variables, List.of(), arguments);
    }

    /** Starts what is in front, which starts the program. */
    static Program start(Path folder, Map<String, String> variables, List<String> front, String... arguments)
            throws IOException {
        var command = new ArrayList<>(front);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.holdfast.myapp.Main"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(key -> key.matches("APP_ENV|HOST|PORT|DATABASE_.*|JWT_.*|LOG_.*|RATE_.*|TRUSTED_.*|MIGRATE"));
        builder.environment().putAll(Map.of("APP_ENV", "test", "HOST", "127.0.0.1", "PORT", "0", "RATE_LIMIT", "off"));
        if (TestDatabase.HERE != TestDatabase.SQLITE) {
            builder.environment().put("DATABASE_URL", TestDatabase.in(folder));
        }
        builder.environment().putAll(variables);
        return new Program(builder.start());
    }

    /** Runs a command, and returns what it says until it ends with that code. */
    static String told(Path folder, int exitCode, Map<String, String> variables, String... command) throws Exception {
        try (var program = start(folder, variables, command)) {
            var output = program.output();
            if (program.exitCode() != exitCode) {
                throw new AssertionError("the program ended with " + program.exitCode() + ": " + output);
            }
            return output;
        }
    }

    /** Waits until the program listens. */
    Program awaitReady() throws InterruptedException {
        for (var line = lines.take(); !line.equals(END); line = lines.take()) {
            said.append(line).append('\n');
            var found = LISTENING.matcher(line);
            if (found.find()) {
                port = Integer.parseInt(found.group(1));
                return this;
            }
        }
        throw new AssertionError("the program ended: " + said);
    }

    /** Hands the program a line of input. */
    Program tell(String line) throws IOException {
        try (var input = process.getOutputStream()) {
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    HttpResponse<String> post(String path, Map<String, Object> body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new Json().write(body)))
                .build();
        return answer(request);
    }

    HttpResponse<String> get(String path, String name, String value) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header(name, value)
                .build();
        return answer(request);
    }

    private static HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        CanaryWatch.answered(
                request.method() + " " + request.uri().getRawPath(),
                answer.headers().map() + "\n" + answer.body());
        return answer;
    }

    /** Leaves unread what the program says from here on. */
    void deaf() throws InterruptedException {
        ear.acquire();
    }

    /** Reads what the program says, and has said meanwhile. */
    void hear() {
        ear.release();
    }

    int port() {
        return port;
    }

    /** Ends the process at once, as kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks the process to end, as kill does, and does not wait. */
    void askToEnd() {
        process.toHandle().destroy();
    }

    /** Waits until the program says something. */
    void awaitLine(String part) throws InterruptedException {
        for (var line = lines.take(); !line.equals(END); line = lines.take()) {
            said.append(line).append('\n');
            if (line.contains(part)) {
                return;
            }
        }
        throw new AssertionError("the program ended: " + said);
    }

    /** Asks the process to end, as kill does, and returns its exit code. */
    int terminate() throws InterruptedException {
        process.toHandle().destroy();
        return exitCode();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the program does not end: " + said);
        }
        return process.exitValue();
    }

    /** Waits for the end of the program, and returns all it has said. */
    String output() throws InterruptedException {
        for (var line = lines.take(); !line.equals(END); line = lines.take()) {
            said.append(line).append('\n');
        }
        return said.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
