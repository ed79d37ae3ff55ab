package dev.holdfast.ops;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The standard output of the process, past the lock of {@code System.out}. */
final class StandardOutput implements Destination {

    private static final long PAUSE = Duration.ofMillis(5).toNanos();

    @SuppressWarnings("resource") // belongs to the process
    private final FileChannel output = new FileOutputStream(FileDescriptor.out).getChannel();

    @Override
    public void write(ByteBuffer lines) throws IOException {
        while (lines.hasRemaining()) {
            if (output.write(lines) <= 0) {
                // Whoever started us may have made the pipe one that does not block.
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    @Override
    public String toString() {
        return "the standard output";
    }
}
