package dev.holdfast.myapp;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Passes everything on, and tells each line to whoever listens. */
final class Overheard extends OutputStream {

    private final PrintStream stream;
    private final Consumer<String> listener;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Overheard(PrintStream stream, Consumer<String> listener) {
        this.stream = stream;
        this.listener = listener;
    }

    @Override
    public synchronized void write(int one) {
        stream.write(one);
        if (one == '\n') {
            listener.accept(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else {
            line.write(one);
        }
    }

    @Override
    public void flush() {
        stream.flush();
    }
}
