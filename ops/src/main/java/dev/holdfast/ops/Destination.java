package dev.holdfast.ops;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where lines go; its text names it. */
interface Destination {

    /** Writes all bytes; where it fails, what was written is behind the buffer's position, and it may be tried again. */
    void write(ByteBuffer lines) throws IOException;

    default void close() {}
}
