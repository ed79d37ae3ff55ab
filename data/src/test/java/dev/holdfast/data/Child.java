package dev.holdfast.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Another Java process with the class path of this one. */
final class Child implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private Child(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static Child running(Class<?> main, String... arguments) throws IOException {
        return under(List.of(), main, arguments);
    }

    /** Runs the program under another one. */
    static Child under(List<String> other, Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<>(other);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    long pid() {
        return process.pid();
    }

    /** Reads lines up to the first that passes. */
    String lineThat(Predicate<String> passes) throws IOException {
        while (true) {
            var line = Optional.ofNullable(output.readLine())
                    .orElseThrow(() -> new IOException("the process ended, having said " + lines));
            lines.add(line);
            if (passes.test(line)) {
                return line;
            }
        }
    }

    /** Kills the process without a word, and returns all it had said, without a line it did not finish. */
    List<String> killed() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly(); // the process object would close its output unread
        var rest = new StringWriter();
        output.transferTo(rest);
        var text = rest.toString();
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(lines::add);
        process.waitFor();
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            output.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
